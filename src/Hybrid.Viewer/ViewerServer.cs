using System.Net;
using Hybrid.Viewer.Api;
using Hybrid.Viewer.Examples;
using Hybrid.Viewer.Jobs;
using Hybrid.Viewer.Runs;
using Hybrid.Viewer.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hybrid.Viewer;

/// <summary>The viewer: pages and the HTTP API behind them, on one port.</summary>
public sealed class ViewerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly JobQueue _queue;
    private readonly SessionFolder _session;

    private ViewerServer(WebApplication app, JobQueue queue, SessionFolder session) => (_app, _queue, _session) = (app, queue, session);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Every method and address that is served, for the test of the API's description.</summary>
    internal IEnumerable<string> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"));

    /// <summary>Starts one.</summary>
    /// <param name="options">How it serves.</param>
    /// <param name="token">Stops the start.</param>
    /// <exception cref="InputException">The port is taken, the address is not this machine's, or it would be open to others without a token.</exception>
    public static async Task<ViewerServer> StartAsync(ViewerOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IPAddress.IsLoopback(options.Address) && options.Token is null)
            throw new InputException($"whoever reaches {options.Address} could use this viewer; give a token with --token");
        SessionFolder session = SessionFolder.Open(options.TemporaryFolder);
        var queue = new JobQueue(options.Worker, new WorkerLimits(options.TimeLimit, options.MemoryLimitBytes, options.MaxPixels), options.Jobs);
        var server = new ViewerServer(Build(options, session, queue), queue, session);
        try
        {
            await server._app.StartAsync(token);
            server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            return server;
        }
        catch (IOException e)
        {
            await server.DisposeAsync();
            throw new InputException($"cannot listen on {options.Address} port {options.Port} ({e.InnerException?.Message ?? e.Message}); choose another port with --port, or 0 for any that is free", e);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, kills workers and removes all files of jobs.</summary>
    public async ValueTask DisposeAsync()
    {
        // Streams of events would be waited for otherwise.
        using (var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200)))
            await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        await _queue.DisposeAsync();
        _session.Dispose();
    }

    private static WebApplication Build(ViewerOptions options, SessionFolder session, JobQueue queue)
    {
        // Empty, so that neither files nor variables of the environment change where it listens.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxUploadBytes;
            kestrel.Limits.MaxConcurrentConnections = 1000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        WebApplication app = builder.Build();
        var guard = new RequestGuard(options.Token);
        app.Use(next => async context =>
        {
            SecurityHeaders.Add(context.Response);
            await Problem.Handle(context, inner =>
            {
                guard.Require(inner);
                return next(inner);
            }, options.Notice);
        });
        app.UseRouting();
        var store = new JobStore(session, queue, options);
        var examples = new ExampleCatalogue(options.Examples);
        var runs = new RunCatalogue(options.RunsFolder);
        Map(app, new SubmitEndpoints(options, store, queue, examples, runs), new JobEndpoints(store, queue), new InfoEndpoints(options, queue, examples), new RunEndpoints(runs), new Pages());
        return app;
    }

    private static void Map(WebApplication app, SubmitEndpoints submit, JobEndpoints jobs, InfoEndpoints info, RunEndpoints runs, Pages pages)
    {
        foreach (string path in pages.Paths)
            app.MapGet(path, (RequestDelegate)pages.Send);
        foreach (JobRecipe recipe in JobRecipes.All)
            app.MapPost($"/api/{recipe.Name}", (RequestDelegate)(context => submit.Submit(context, recipe)));
        app.MapGet("/api/status", (RequestDelegate)info.Status);
        app.MapGet("/api/examples", (RequestDelegate)info.Examples);
        app.MapGet("/api/examples/{number}/{side}", (RequestDelegate)info.ExampleImage);
        app.MapGet("/api/runs", (RequestDelegate)runs.List);
        app.MapGet("/api/runs/{id}/summary", (RequestDelegate)runs.SummaryOf);
        app.MapGet("/api/runs/{id}/report", (RequestDelegate)runs.ReportOf);
        app.MapGet("/api/runs/{id}/pairs", (RequestDelegate)runs.Pairs);
        app.MapGet("/api/jobs/{id}", (RequestDelegate)jobs.Get);
        app.MapDelete("/api/jobs/{id}", (RequestDelegate)jobs.Delete);
        app.MapGet("/api/jobs/{id}/events", (RequestDelegate)jobs.Events);
        app.MapGet("/api/jobs/{id}/files.zip", (RequestDelegate)jobs.Archive);
        app.MapGet("/api/jobs/{id}/inputs/{file}", (RequestDelegate)jobs.Input);
        app.MapGet("/api/jobs/{id}/runs/{run}/files/{file}", (RequestDelegate)jobs.File);
        app.MapGet("/api/jobs/{id}/runs/{run}/{field}/grid", (RequestDelegate)jobs.Grid);
        app.MapGet("/api/jobs/{id}/runs/{run}/{field}/at", (RequestDelegate)jobs.At);
    }
}
