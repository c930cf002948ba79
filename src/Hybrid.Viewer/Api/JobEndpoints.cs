using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Hybrid.Viewer.Http;
using Hybrid.Viewer.Jobs;
using Hybrid.Viewer.Results;
using Hybrid.Viewer.Security;
using Hybrid.Viewer.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hybrid.Viewer.Api;

/// <summary><c>/api/jobs/ID</c> and what is below: state, events, files, cancelling.</summary>
/// <param name="store">The jobs.</param>
/// <param name="queue">Runs them.</param>
internal sealed class JobEndpoints(JobStore store, JobQueue queue)
{
    private const int LargestGrid = 4096;

    // More events than a person can see would only cost; a connection that is silent for long is taken for dead.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Silence = TimeSpan.FromSeconds(15);

    /// <summary>The job with its results.</summary>
    public Task Get(HttpContext context)
    {
        Job job = Of(context);
        return ApiJson.Write(context.Response, json => JobJson.Write(json, job, queue, withResults: true));
    }

    /// <summary>Stops the job; forgets it where it is over.</summary>
    public Task Delete(HttpContext context)
    {
        store.Delete(Of(context));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>The job at each change, as server-sent events, until it is over.</summary>
    public async Task Events(HttpContext context)
    {
        Job job = Of(context);
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        CancellationToken gone = context.RequestAborted;
        while (true)
        {
            Task change = job.NextChange;
            bool over = job.IsOver;
            await response.Body.WriteAsync("event: job\ndata: "u8.ToArray(), gone);
            await response.Body.WriteAsync(ApiJson.ToUtf8(json => JobJson.Write(json, job, queue, withResults: false)), gone);
            await response.Body.WriteAsync("\n\n"u8.ToArray(), gone);
            await response.Body.FlushAsync(gone);
            if (over)
                return;
            await Task.WhenAny(change, Task.Delay(Silence, gone));
            await Task.Delay(Pause, gone);
        }
    }

    /// <summary>A file that was sent.</summary>
    public Task Input(HttpContext context)
    {
        Job job = Of(context);
        string file = Value(context, "file");
        JobInput input = job.Request.Inputs.FirstOrDefault(i => i.File == file) ?? throw RequestException.NotFound("the file");
        return Send(context, job.Folder.Of(input), input.File, FileKind.ContentTypeOf(input.File));
    }

    /// <summary>A file that a run wrote.</summary>
    public Task File(HttpContext context)
    {
        (Job job, JobRun run) = RunOf(context);
        string file = Value(context, "file");
        if (!run.Outcome!.Files.Contains(file))
            throw RequestException.NotFound("the file");
        // The report of a comparison brings its scripts along; other pages that a command writes are to be saved.
        bool isReport = job.Recipe.Sources == JobSources.Runs && Path.GetExtension(file) == ".html";
        if (isReport)
            SecurityHeaders.ShutOff(context.Response);
        return Send(context, job.Folder.Of(run.Number, file), file, isReport ? "text/html; charset=utf-8" : FileKind.ContentTypeOf(file));
    }

    /// <summary>A grid of a run's flow or disparity.</summary>
    public async Task Grid(HttpContext context)
    {
        using FieldFile field = FieldOf(context);
        int side = Number(context, "side", 512, 1, LargestGrid);
        byte[] grid = field.Grid(side);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = grid.Length;
        await context.Response.Body.WriteAsync(grid, context.RequestAborted);
    }

    /// <summary>A run's flow or disparity at a pixel; no values where they are unknown.</summary>
    public Task At(HttpContext context)
    {
        using FieldFile field = FieldOf(context);
        float[] values = field.At(Number(context, "x", 0, 0, field.Width - 1), Number(context, "y", 0, 0, field.Height - 1));
        return ApiJson.Write(context.Response, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("values");
            foreach (float value in values.All(v => float.IsFinite(v) && Math.Abs(v) < 1e8f) ? values : [])
                json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Every file of every run in one archive.</summary>
    public async Task Archive(HttpContext context)
    {
        Job job = Of(context);
        // Put together in a file first: its length is then known, and a fault on the way is an answer instead of a torn download.
        await using var archive = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await Task.Run(() => Write(archive, job), context.RequestAborted);
        archive.Position = 0;
        context.Response.ContentType = "application/zip";
        context.Response.ContentLength = archive.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"hybrid-{job.Recipe.Name}.zip\"";
        await archive.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void Write(Stream archive, Job job)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true);
        foreach (JobRun run in job.Runs.Where(r => r.Outcome is not null))
        {
            // Most are compressed pictures already.
            foreach (string file in run.Outcome!.Files)
                zip.CreateEntryFromFile(job.Folder.Of(run.Number, file), $"{run.Number}-{Plain(run.Method)}/{file}", CompressionLevel.Fastest);
        }
    }

    private static string Plain(string method) => string.Concat((method.Length > 0 ? method : "result").Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private FieldFile FieldOf(HttpContext context)
    {
        (Job job, JobRun run) = RunOf(context);
        string file = Value(context, "field") switch { "flow" => "flow.flo", "disparity" => "disparity.pfm", _ => throw RequestException.NotFound("the field") };
        if (!run.Outcome!.Files.Contains(file))
            throw RequestException.NotFound("the field");
        string path = job.Folder.Of(run.Number, file);
        return file.EndsWith(".flo", StringComparison.Ordinal) ? FieldFile.OpenFlow(path) : FieldFile.OpenMap(path);
    }

    private Job Of(HttpContext context) => store.Find(Value(context, "id")) ?? throw RequestException.NotFound("the job");

    private (Job Job, JobRun Run) RunOf(HttpContext context)
    {
        Job job = Of(context);
        return int.TryParse(Value(context, "run"), CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= job.Runs.Count && job.Runs[number - 1] is { Outcome: not null } run
            ? (job, run)
            : throw RequestException.NotFound("the run");
    }

    private static string Value(HttpContext context, string name) => context.GetRouteValue(name) as string ?? "";

    private static int Number(HttpContext context, string name, int standard, int least, int most)
    {
        string text = context.Request.Query[name].ToString();
        if (text.Length == 0)
            return standard;
        return int.TryParse(text, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new RequestException(StatusCodes.Status400BadRequest, $"{name} must be a whole number from {least} to {most}");
    }

    private static async Task Send(HttpContext context, string path, string name, string type)
    {
        Debug.Assert(Path.GetFileName(name) == name, "Names come from a listing of the folder.");
        try
        {
            var info = new FileInfo(path);
            context.Response.ContentType = type;
            context.Response.ContentLength = info.Length;
            // A job's files do not change, and nobody else may keep them.
            context.Response.Headers.CacheControl = "private, max-age=3600, immutable";
            await context.Response.SendFileAsync(path, context.RequestAborted);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RequestException.NotFound("the file");
        }
    }
}
