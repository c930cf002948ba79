using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Bench;

/// <summary><c>hybrid bench</c>: what each stage of an alignment costs on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("A B")
        {
            Description = "The pair to time; a made one of 800x640 where none is given.",
            Arity = new ArgumentArity(0, 2),
        };
        var repeat = new Option<int>("--repeat")
        {
            Description = "Rounds; every round runs every stage once.",
            HelpName = "n",
            DefaultValueFactory = _ => 15,
        };
        repeat.Validators.Add(result => CommonOptions.RequireRange(result, 1, 10_000));
        Option<bool> json = CommonOptions.Json();
        var command = new Command("bench", "Times detection, matching, estimation, refinement and a whole pair: medians with their spread.")
        {
            images, repeat, json,
        };
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) =>
        {
            string[] paths = result.GetValue(images) ?? [];
            if (paths.Length == 1)
                throw new InputException("bench takes two images or none");
            using ImagePair pair = paths.Length == 0 ? BenchScene.Create() : PairReader.Read(paths[0], paths[1]);
            IReadOnlyList<BenchStage> stages = AlignmentBench.Stages(pair, compute.Settings(result));
            Measure(stages, result.GetValue(repeat), result.InvocationConfiguration.Error, token);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                BenchJson.Print(output, pair, stages, result.GetValue(repeat));
            else
                PrintText(output, pair, stages, result.GetValue(repeat));
            return Task.FromResult(ExitCodes.Done);
        });
        return command.WithExamples(
            "hybrid bench                              the made pair",
            "hybrid bench left.jpg right.jpg --repeat 31 --json");
    }

    // Stages take turns, so that a change of the machine's clock or load touches all of them alike.
    private static void Measure(IReadOnlyList<BenchStage> stages, int rounds, TextWriter error, CancellationToken token)
    {
        const int WarmUp = 2;
        using var line = new ProgressLine(error, "warming up");
        for (int round = -WarmUp; round < rounds; round++)
        {
            foreach (BenchStage stage in stages)
            {
                token.ThrowIfCancellationRequested();
                long start = Stopwatch.GetTimestamp();
                stage.Run();
                if (round >= 0)
                    stage.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            line.Show($"round {Math.Max(0, round + 1)} of {rounds}");
        }
    }

    private static void PrintText(TextWriter output, ImagePair pair, IReadOnlyList<BenchStage> stages, int rounds)
    {
        output.WriteLine($"{pair.Name}: {pair.A.Width}x{pair.A.Height} and {pair.B.Width}x{pair.B.Height}, {Environment.ProcessorCount} cores, median of {rounds} rounds");
        output.WriteLine($"{"stage",-10}{"median ms",10}{"quartiles",18}{"min",9}  of");
        foreach (BenchStage stage in stages)
        {
            string quartiles = string.Create(CultureInfo.InvariantCulture, $"{stage.Quantile(0.25):0.0} to {stage.Quantile(0.75):0.0}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{stage.Name,-10}{stage.Quantile(0.5),10:0.0}{quartiles,18}{stage.Quantile(0),9:0.0}  {stage.What}"));
        }
    }
}
