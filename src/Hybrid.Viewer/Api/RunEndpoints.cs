using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Viewer.Examples;
using Hybrid.Viewer.Http;
using Hybrid.Viewer.Runs;
using Hybrid.Viewer.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hybrid.Viewer.Api;

/// <summary><c>/api/runs</c>: the run folders, their reports and their pairs.</summary>
/// <param name="runs">The folders.</param>
internal sealed class RunEndpoints(RunCatalogue runs)
{
    private const string Report = "report.html", Summary = "summary.json";

    /// <summary>Every run with what it is of.</summary>
    public Task List(HttpContext context) => ApiJson.Write(context.Response, json =>
    {
        json.WriteStartObject();
        json.WriteString("folder", runs.Folder);
        json.WriteStartArray("runs");
        foreach (RunEntry run in runs.List())
            Write(json, run);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The summary, as <c>hybrid evaluate</c> wrote it.</summary>
    public Task SummaryOf(HttpContext context) => Send(context, Summary, "application/json");

    /// <summary>The report; it brings scripts along and is shut off from everything else.</summary>
    public Task ReportOf(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.SelfContained;
        return Send(context, Report, "text/html; charset=utf-8");
    }

    /// <summary>The pairs with what each method made of them.</summary>
    public Task Pairs(HttpContext context)
    {
        RunEntry run = Of(context);
        IReadOnlyDictionary<string, DatasetPair> here = runs.PairsOf(run);
        var records = new List<(string Pair, string Method, bool Ok, string Tier, double Milliseconds)>();
        ResultReader.ReadFolder(run.FullPath, (in ResultLine line) => records.Add((line.Pair, line.Method, line.Ok, line.Tier, line.Milliseconds)));
        return ApiJson.Write(context.Response, json =>
        {
            json.WriteStartArray();
            foreach (var pair in records.GroupBy(r => r.Pair))
            {
                json.WriteStartObject();
                json.WriteString("name", pair.Key);
                json.WriteString("tier", pair.First().Tier);
                if (here.TryGetValue(pair.Key, out DatasetPair? files) && ExampleCatalogue.Of(files) is { } example)
                    json.WriteString("open", $"{(example.Kind == "align" ? "/" : "/" + example.Kind)}?pair={Uri.EscapeDataString($"{run.Id}/{pair.Key}")}");
                json.WriteStartArray("methods");
                foreach ((_, string method, bool ok, _, double ms) in pair)
                {
                    json.WriteStartObject();
                    json.WriteString("method", method);
                    json.WriteBoolean("ok", ok);
                    json.WriteNumber("ms", Math.Round(ms, 1));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, RunEntry run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteString("name", run.Name);
        try
        {
            RunDescription description = RunFolder.ReadRun(run.FullPath);
            ApiJson.Words(json, "datasets", description.Config.Datasets.Select(d => d.Name));
            ApiJson.Words(json, "methods", description.Config.Methods);
            json.WriteNumber("pairs", description.Config.Datasets.Sum(d => d.Pairs));
            json.WriteString("started_utc", description.StartedUtc);
        }
        catch (InputException e)
        {
            json.WriteString("problem", e.Message);
        }
        if (File.Exists(Path.Combine(run.FullPath, Summary)))
            json.WriteString("summary", $"/api/runs/{run.Id}/summary");
        if (File.Exists(Path.Combine(run.FullPath, Report)))
            json.WriteString("report", $"/api/runs/{run.Id}/report");
        json.WriteEndObject();
    }

    private RunEntry Of(HttpContext context) => runs.Find(context.GetRouteValue("id") as string ?? "") ?? throw RequestException.NotFound("the run");

    private Task Send(HttpContext context, string file, string type)
    {
        string path = Path.Combine(Of(context).FullPath, file);
        if (!File.Exists(path))
            throw RequestException.NotFound("the file");
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
