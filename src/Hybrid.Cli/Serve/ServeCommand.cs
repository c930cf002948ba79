using System.CommandLine;
using System.Net;
using Hybrid.Cli.Infrastructure;
using Hybrid.Viewer;

namespace Hybrid.Cli.Serve;

/// <summary><c>hybrid serve</c>: the viewer in a browser, and an HTTP API.</summary>
internal static class ServeCommand
{
    private const int StandardPort = 5080, ShortestToken = 16;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var port = Whole("--port", "Port to listen on; 0 for any that is free.", "n", StandardPort, 0, 65535);
        var noOpen = new Option<bool>("--no-open") { Description = "Do not open the browser." };
        var listen = new Option<string?>("--listen") { Description = "Address to listen on, so that other machines can reach it; needs --token. By default 127.0.0.1, which none can.", HelpName = "address" };
        var token = new Option<string?>("--token") { Description = "What every request must show, of at least 16 characters; the printed address carries it.", HelpName = "text" };
        var upload = Whole("--max-upload", "Refuse larger uploads (all files of one together), MB.", "mb", 256, 1, 100_000);
        var pixels = Whole("--max-pixels", "Refuse larger images, millions of pixels.", "millions", 50, 1, 100);
        var jobs = Whole("--jobs", "Workers at once.", "n", 1, 1, 256);
        var seconds = Whole("--max-seconds", "Stop a worker after so long.", "s", 600, 1, 86_400);
        var memory = Whole("--max-memory", "Stop a worker that holds more memory, MB.", "mb", 6144, 256, 1_000_000);
        var runs = new Option<string>("--runs") { Description = "Folder of the run folders that are shown.", HelpName = "dir", DefaultValueFactory = _ => "runs" };
        var models = new Option<string?>("--models") { Description = "Folder of the trained networks.", HelpName = "dir" };
        Option<string?> device = CommonOptions.Word("--device", "Where networks run: cpu (by default), or cuda where ONNX Runtime has it.", "cpu", "cuda");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        json.Description = "Print the address as JSON on stdout.";
        var command = new Command("serve", "Opens a page in the browser where images are aligned and looked at; the same as an HTTP API (/api/openapi.json).")
        {
            port, noOpen, listen, token, upload, pixels, jobs, seconds, memory, runs, models, device, threads, json,
        };
        command.SetAction((result, stop) => Run(
            new ViewerOptions
            {
                Worker = Worker.Program(result.GetValue(models), result.GetValue(device), result.GetValue(threads)),
                Address = Address(result.GetValue(listen)),
                Port = result.GetValue(port),
                Token = Token(result.GetValue(token)),
                MaxUploadBytes = (long)result.GetValue(upload) << 20,
                MaxPixels = 1_000_000L * result.GetValue(pixels),
                Jobs = result.GetValue(jobs),
                TimeLimit = TimeSpan.FromSeconds(result.GetValue(seconds)),
                MemoryLimitBytes = (long)result.GetValue(memory) << 20,
                RunsFolder = Path.GetFullPath(result.GetValue(runs)!),
                Notice = line => result.InvocationConfiguration.Error.WriteLine(Terminal.OneLine($"hybrid: {line}")),
            },
            !result.GetValue(noOpen), result.GetValue(json), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, stop));
        return command.WithExamples(
            "hybrid serve                                                  opens http://127.0.0.1:5080/ in the browser",
            "hybrid serve --no-open --port 0 --runs results                prints the address; shows the runs in results/",
            "hybrid serve --listen 0.0.0.0 --token \"$(openssl rand -hex 16)\"   for other machines, too",
            "curl -F a=@left.jpg -F b=@right.jpg http://127.0.0.1:5080/api/align");
    }

    private static async Task<int> Run(ViewerOptions options, bool open, bool json, TextWriter output, TextWriter error, CancellationToken stop)
    {
        await using ViewerServer server = await ViewerServer.StartAsync(options, stop).ConfigureAwait(false);
        string address = options.Token is null ? server.Address.AbsoluteUri : $"{server.Address.AbsoluteUri}?token={Uri.EscapeDataString(options.Token)}";
        await output.WriteLineAsync(json ? $"{{ \"url\": \"{address}\" }}" : address).ConfigureAwait(false);
        await output.FlushAsync(stop).ConfigureAwait(false);
        await error.WriteLineAsync("hybrid: serving; Ctrl-C ends it and removes all uploads and results").ConfigureAwait(false);
        if (open)
            Browser.Open(address);
        try
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it is meant to end.
        }
        return ExitCodes.Done;
    }

    private static IPAddress Address(string? text) =>
        text is null ? IPAddress.Loopback
        : text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out IPAddress? address) ? address
        : throw new InputException($"'{text}' is not an address to listen on; give one of this machine's, or 0.0.0.0 for all");

    private static string? Token(string? text) =>
        text is null || text.Length >= ShortestToken ? text : throw new InputException($"the token has {text.Length} characters and could be guessed; give at least {ShortestToken}, as from: openssl rand -hex 16");

    private static Option<int> Whole(string name, string description, string unit, int standard, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = unit,
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(r => CommonOptions.RequireRange(r, least, most));
        return option;
    }
}
