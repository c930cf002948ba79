using System.Text.Json;
using Hybrid.Viewer.Examples;
using Hybrid.Viewer.Http;
using Hybrid.Viewer.Jobs;
using Hybrid.Viewer.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hybrid.Viewer.Api;

/// <summary>What there is: limits, kinds of jobs with their methods, examples.</summary>
/// <param name="options">Limits.</param>
/// <param name="queue">Knows how much waits.</param>
/// <param name="examples">The examples.</param>
internal sealed class InfoEndpoints(ViewerOptions options, JobQueue queue, ExampleCatalogue examples)
{
    /// <summary>Version, limits and kinds of jobs.</summary>
    public Task Status(HttpContext context) => ApiJson.Write(context.Response, json =>
    {
        json.WriteStartObject();
        json.WriteString("version", Evaluation.Running.RunConfiguration.ProductVersion());
        json.WriteNumber("waiting", queue.Waiting);
        json.WriteStartObject("limits");
        json.WriteNumber("upload_bytes", options.MaxUploadBytes);
        json.WriteNumber("pixels", options.MaxPixels);
        json.WriteNumber("jobs", options.Jobs);
        json.WriteNumber("seconds", options.TimeLimit.TotalSeconds);
        json.WriteNumber("memory_bytes", options.MemoryLimitBytes);
        json.WriteEndObject();
        json.WriteStartArray("kinds");
        foreach (JobRecipe recipe in JobRecipes.All)
            Write(json, recipe);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The examples.</summary>
    public Task Examples(HttpContext context) => ApiJson.Write(context.Response, json =>
    {
        json.WriteStartArray();
        foreach ((int i, ExamplePair pair) in examples.Pairs.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("id", i);
            json.WriteString("name", pair.Name);
            json.WriteString("kind", pair.Kind);
            json.WriteString("a", $"/api/examples/{i}/a");
            json.WriteString("b", $"/api/examples/{i}/b");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>An image of an example.</summary>
    public Task ExampleImage(HttpContext context)
    {
        ExamplePair pair = examples.Find(context.GetRouteValue("number") as string ?? "") ?? throw RequestException.NotFound("the example");
        string path = context.GetRouteValue("side") switch { "a" => pair.A, "b" => pair.B, _ => throw RequestException.NotFound("the image") };
        context.Response.ContentType = FileKind.ContentTypeOf(path);
        context.Response.ContentLength = new FileInfo(path).Length;
        return context.Response.SendFileAsync(path, context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, JobRecipe recipe)
    {
        json.WriteStartObject();
        json.WriteString("name", recipe.Name);
        json.WriteStartArray("files");
        foreach (UploadSlot slot in recipe.Slots)
        {
            json.WriteStartObject();
            json.WriteString("name", slot.Name);
            json.WriteNumber("least", slot.Least);
            json.WriteNumber("most", slot.Most);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (recipe.Methods is { } methods)
        {
            json.WriteString("default", recipe.DefaultMethod);
            json.WriteStartArray("methods");
            foreach (MethodDescription method in methods.Methods)
            {
                json.WriteStartObject();
                json.WriteString("name", method.Name);
                json.WriteString("summary", method.Summary);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("settings");
        foreach (JobSetting setting in recipe.Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", setting.Name);
            ApiJson.Words(json, "values", setting.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
