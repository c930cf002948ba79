using System.Globalization;
using System.Text.Json;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Viewer.Api;

/// <summary>A job as JSON.</summary>
internal static class JobJson
{
    /// <summary>Writes a job.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="job">The job.</param>
    /// <param name="queue">Knows what comes before it.</param>
    /// <param name="withResults">Whether the runs' results are in it; events leave them out.</param>
    public static void Write(Utf8JsonWriter json, Job job, JobQueue queue, bool withResults)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Id);
        json.WriteString("kind", job.Recipe.Name);
        json.WriteString("state", KebabCase.Of(job.State));
        json.WriteString("url", $"/api/jobs/{job.Id}");
        json.WriteStartArray("inputs");
        foreach (JobInput input in job.Request.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("slot", input.Slot);
            json.WriteString("name", input.Name);
            json.WriteNumber("bytes", input.Bytes);
            json.WriteString("url", $"/api/jobs/{job.Id}/inputs/{input.File}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("runs");
        job.Read(() =>
        {
            foreach (JobRun run in job.Runs)
                Write(json, job, run, queue, withResults);
            return 0;
        });
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Job job, JobRun run, JobQueue queue, bool withResults)
    {
        json.WriteStartObject();
        json.WriteNumber("number", run.Number);
        json.WriteString("method", run.Method);
        json.WriteString("state", KebabCase.Of(run.State));
        json.WriteNumber("ms", Math.Round(run.Milliseconds));
        json.WriteNumber("before", queue.Before(run));
        json.WriteString("progress", run.Progress);
        if (run.Outcome is { } outcome)
        {
            if (outcome.ExitCode is { } code)
                json.WriteNumber("exit_code", code);
            ApiJson.Words(json, "messages", outcome.Messages);
            json.WriteStartObject("files");
            foreach (string file in outcome.Files)
                json.WriteString(file, string.Create(CultureInfo.InvariantCulture, $"/api/jobs/{job.Id}/runs/{run.Number}/files/{Uri.EscapeDataString(file)}"));
            json.WriteEndObject();
            if (withResults && outcome.Result.Length > 0)
            {
                json.WritePropertyName("result");
                json.WriteRawValue(outcome.Result.Span);
            }
        }
        json.WriteEndObject();
    }
}
