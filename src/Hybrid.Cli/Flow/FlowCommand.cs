using System.CommandLine;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Flow;

/// <summary><c>hybrid flow A B -o DIR</c>: the dense flow of a pair, or of consecutive frames.</summary>
internal static class FlowCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("A B")
        {
            Description = "Two images; or several frames, or a folder of them, of which each is paired with the next.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string>("--output", "-o")
        {
            Description = "Folder for flow.flo, flow.png, confidence.png, warped.png and flow.json; of several frames a folder in it for each pair, and one flow.json for all.",
            HelpName = "dir",
            Required = true,
        };
        Option<string> method = CommonOptions.Method(AlignerCatalogue.Methods, AlignerCatalogue.Default);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("flow", "Finds the dense flow from each image to the next: where every pixel of A lies in B.") { images, folder, method, json };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) => Task.FromResult(Run(
            new Request(result.GetValue(images)!, result.GetValue(folder)!, MethodSpec.Parse(result.GetValue(method)!), compute.Settings(result), result.GetValue(json)),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token)));
        return command.WithExamples(
            "hybrid flow frame1.png frame2.png -o out            flow.flo, its colour picture, confidence, and B warped to A",
            "hybrid flow frames/ -o flows --method neural        consecutive frames of a folder, by the network alone",
            "hybrid flow a.png b.png -o out --json               machine-readable, on stdout");
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken token)
    {
        IReadOnlyList<string> frames = FrameList.Expand(request.Images);
        IAligner aligner = AlignerCatalogue.Create(request.Method, request.Settings);
        var run = new FlowRun(aligner, request.Method.Name, request.Settings.Seed, request.Folder, error);
        if (frames.Count > 2)
        {
            IReadOnlyList<FramePair> pairs = run.All(frames, token);
            if (request.Json)
                JsonOutput.Print(output, FlowSummaryJson.ToUtf8(request.Method.Name, pairs));
            else
                FlowText.Print(output, pairs);
            return pairs.All(p => p.IsOk) ? ExitCodes.Done : ExitCodes.NoResult;
        }
        FlowResult flow;
        RunRecord record;
        string advice;
        using (new ProgressLine(error, $"finding the flow with {request.Method.Name}"))
            (flow, record, advice) = run.One(frames[0], frames[1], request.Folder, token);
        if (request.Json)
            JsonOutput.Print(output, FlowJson.ToUtf8(flow, record));
        else
            FlowText.Print(output, flow, record);
        if (!flow.IsOk)
            error.WriteLine($"hybrid: no flow found ({KebabCase.Of(flow.Reason)}); {advice}");
        return flow.IsOk ? ExitCodes.Done : ExitCodes.NoResult;
    }

    private sealed record Request(string[] Images, string Folder, MethodSpec Method, AlignerSettings Settings, bool Json);
}
