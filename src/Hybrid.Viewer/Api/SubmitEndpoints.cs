using Hybrid.Viewer.Examples;
using Hybrid.Viewer.Http;
using Hybrid.Viewer.Jobs;
using Hybrid.Viewer.Runs;
using Hybrid.Viewer.Uploads;
using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Api;

/// <summary><c>POST /api/KIND</c>: a job from files, or from an example.</summary>
/// <param name="options">Limits.</param>
/// <param name="store">Receives the jobs.</param>
/// <param name="queue">Runs them.</param>
/// <param name="examples">Pairs that stand for files.</param>
/// <param name="runs">Runs, and their pairs.</param>
internal sealed class SubmitEndpoints(ViewerOptions options, JobStore store, JobQueue queue, ExampleCatalogue examples, RunCatalogue runs)
{
    private const int LeastRuns = 2, MostRuns = 8;

    /// <summary>Takes a request of a kind.</summary>
    public async Task Submit(HttpContext context, JobRecipe recipe)
    {
        long bytes = context.Request.ContentLength ?? options.MaxUploadBytes;
        if (bytes > options.MaxUploadBytes)
            throw new RequestException(StatusCodes.Status413PayloadTooLarge, $"the upload has {bytes >> 20} MB and this viewer takes {options.MaxUploadBytes >> 20}; use smaller files, or start it with --max-upload");
        (string id, JobFolder folder) = store.Prepare(bytes)
            ?? throw new RequestException(StatusCodes.Status503ServiceUnavailable, "too much is waiting already; try again when some of it is done");
        Job job;
        try
        {
            var reader = new UploadReader(recipe, folder);
            await reader.ReadAsync(context.Request, context.RequestAborted);
            job = new Job(id, recipe, folder, Checked(recipe, reader));
        }
        catch
        {
            folder.Delete();
            throw;
        }
        store.Add(job);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"/api/jobs/{id}";
        await ApiJson.Write(context.Response, json => JobJson.Write(json, job, queue, withResults: true));
    }

    private JobRequest Checked(JobRecipe recipe, UploadReader reader)
    {
        var methods = new List<string>();
        var settings = new List<string>();
        foreach ((string name, string value) in reader.Fields.Where(f => f.Value.Length > 0))
        {
            if (name == "method" && recipe.Methods is not null)
                methods.Add(value);
            else if (name == "example" && recipe.Sources == JobSources.Pairs)
                Take(examples.Find(value) ?? throw new InputException("there is no such example; /api/examples lists them"), recipe, reader);
            else if (name == "pair" && recipe.Sources == JobSources.Pairs)
                Take(runs.FindPair(value) ?? throw new InputException("the pair's run or its images are not on this machine; /api/runs lists the runs"), recipe, reader);
            else if (name == "run" && recipe.Sources == JobSources.Runs)
                settings.Add((runs.Find(value) ?? throw new InputException("there is no such run; /api/runs lists them")).FullPath);
            else if (recipe.Settings.FirstOrDefault(s => s.Name == name) is { } setting)
                settings.AddRange([setting.Option, setting.Require(value)]);
            else
                throw new InputException(NearestName.Message("field", name, Fields(recipe)));
        }
        if (recipe.Sources == JobSources.Runs && (settings.Count < LeastRuns || settings.Count > MostRuns))
            throw new InputException($"compare takes {LeastRuns} to {MostRuns} runs, here are {settings.Count}");
        foreach (UploadSlot slot in recipe.Slots)
        {
            int count = reader.Inputs.Count(i => i.Slot == slot.Name);
            if (count < slot.Least)
                throw new InputException(slot.Least == 1 ? $"the file '{slot.Name}' is missing" : $"{recipe.Name} needs at least {slot.Least} files '{slot.Name}', here {(count == 1 ? "is 1" : $"are {count}")}");
        }
        return new JobRequest(reader.Inputs, MethodChoice.Require(recipe, methods), settings);
    }

    private static void Take(ExamplePair pair, JobRecipe recipe, UploadReader reader)
    {
        if (reader.Inputs.Count > 0)
            throw new InputException("give either files, or an example, or a pair of a run");
        reader.AddCopy(recipe.Slots[0].Name, pair.A, $"{pair.Name}/{Path.GetFileName(pair.A)}");
        reader.AddCopy(recipe.Slots[1].Name, pair.B, $"{pair.Name}/{Path.GetFileName(pair.B)}");
    }

    private static string[] Fields(JobRecipe recipe) =>
        [.. recipe.Slots.Select(s => s.Name), .. recipe.Methods is null ? Array.Empty<string>() : ["method"], .. Named(recipe.Sources), .. recipe.Settings.Select(s => s.Name)];

    private static string[] Named(JobSources sources) => sources switch { JobSources.Pairs => ["example", "pair"], JobSources.Runs => ["run"], _ => [] };
}
