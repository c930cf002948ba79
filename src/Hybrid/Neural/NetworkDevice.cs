using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Neural;

/// <summary>
/// Where networks run: chosen once for the process, before the first network is loaded. The processor is the default;
/// the CUDA provider is used where it was asked for and is installed.
/// </summary>
public static class NetworkDevice
{
    /// <summary>Names that <see cref="Choose"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cpu", "cuda"];

    private static bool _cuda;

    /// <summary>Chooses where networks run.</summary>
    /// <param name="name">cpu or cuda.</param>
    /// <returns>Null where that is possible, else one line that says why the processor is used instead.</returns>
    /// <exception cref="InputException">There is no device of that name.</exception>
    public static string? Choose(string name)
    {
        if (!Names.Contains(name))
            throw new InputException(NearestName.Message("device", name, Names));
        _cuda = false;
        if (name == "cpu")
            return null;
        using var options = new SessionOptions();
        _cuda = TryAdd(options, out string? reason);
        return _cuda ? null : $"CUDA is not available ({reason}); networks run on the processor";
    }

    /// <summary>Adds the chosen device's provider to a session's options.</summary>
    internal static void Apply(SessionOptions options)
    {
        if (_cuda)
            TryAdd(options, out _);
    }

    private static bool TryAdd(SessionOptions options, out string? reason)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            reason = "this build has the ONNX Runtime without it; build with -p:Cuda=true";
            return false;
        }
        try
        {
            options.AppendExecutionProvider_CUDA(0);
            reason = null;
            return true;
        }
        catch (OnnxRuntimeException e)
        {
            reason = e.Message.ReplaceLineEndings(" ");
            return false;
        }
    }
}
