using System.CommandLine;
using Hybrid.Neural;

namespace Hybrid.Cli.Infrastructure;

/// <summary>What every command that computes can be told: seed, threads, where networks lie and where they run.</summary>
internal sealed class ComputeOptions
{
    private readonly Option<int> _seed = CommonOptions.Seed();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _models = new("--models") { Description = "Folder of the trained networks.", HelpName = "dir" };
    private readonly Option<string?> _device = CommonOptions.Word("--device", "Where networks run: cpu (by default), or cuda where ONNX Runtime has it.", "cpu", "cuda");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withRun">Whether seed and networks are among them, or known from elsewhere.</param>
    public static ComputeOptions AddTo(Command command, bool withRun = true)
    {
        var options = new ComputeOptions();
        foreach (Option option in withRun ? (Option[])[options._seed, options._threads, options._models, options._device] : [options._threads, options._device])
            command.Options.Add(option);
        return options;
    }

    /// <summary>Where networks are to run; null where that was not told.</summary>
    public string? Device(ParseResult result) => result.GetValue(_device);

    /// <summary>What was told. Bounds the threads; chooses the device, and says in one line where it is not there.</summary>
    public AlignerSettings Settings(ParseResult result)
    {
        TextWriter error = result.InvocationConfiguration.Error;
        // The default must not load ONNX Runtime: methods without a network never need it.
        if (result.GetValue(_device) is { } device and not "cpu" && NetworkDevice.Choose(device) is { } note)
            error.WriteLine($"hybrid: {note}");
        Concurrency.Bound(result.GetValue(_threads));
        return new AlignerSettings
        {
            Seed = result.GetValue(_seed),
            Threads = result.GetValue(_threads),
            ModelFolder = result.GetValue(_models),
            Notice = line => error.WriteLine($"hybrid: {line}"),
        };
    }
}
