using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hybrid.Aligners;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Looks for everything that the program can use.</summary>
internal static class DoctorChecks
{
    /// <summary>All checks, in the order of the report.</summary>
    public static IReadOnlyList<DoctorCheck> Run() =>
    [
        new("hybrid", DoctorState.Present, ProgramVersion.Text),
        new(".NET", DoctorState.Present, RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal)),
        new("system", DoctorState.Present, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        new("cores", DoctorState.Present, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        new("memory", DoctorState.Present, string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0.0} GB")),
        Native("OpenCV", OpenCvVersion),
        Native("ONNX Runtime", OnnxRuntimeVersion),
        new("methods", DoctorState.Present, string.Join(", ", AlignerCatalogue.Names)),
        Folder("models", InstallLayout.Models(), "*.onnx", "networks"),
        Folder("datasets", InstallLayout.Datasets(), "*", "datasets"),
        Tool("git", "run records carry no commit", "apt-get install git"),
        Tool("sbatch", "hybrid runs on this machine only, not on a Slurm cluster", "apt-get install slurm-wlm"),
        Tool("nvidia-smi", "networks run on the processor", null),
    ];

    private static DoctorCheck Native(string name, Func<string> version)
    {
        try
        {
            return new(name, DoctorState.Present, version());
        }
#pragma warning disable CA1031 // Whatever keeps a library from loading is what the report is for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Exception cause = e is TypeInitializationException { InnerException: { } inner } ? inner : e;
            return new(name, DoctorState.Missing, "cannot be loaded", NativeLibraries.Explain(cause));
        }
    }

    // Not inlined, so that loading the library happens inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OpenCvVersion() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cv2.GetVersionString()}, {Cv2.GetNumThreads()} threads");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OnnxRuntimeVersion()
    {
        OrtEnv environment = OrtEnv.Instance();
        string providers = string.Join(", ", environment.GetAvailableProviders().Select(p => p.Replace("ExecutionProvider", "", StringComparison.Ordinal)));
        return $"{environment.GetVersionString()}, {providers}";
    }

    private static DoctorCheck Folder(string name, string? path, string pattern, string what)
    {
        if (path is null)
            return new(name, DoctorState.Optional, "none found", $"put the folder '{name}' beside the program");
        int count = pattern == "*"
            ? Directory.GetDirectories(path).Length
            : Directory.GetFiles(path, pattern, SearchOption.AllDirectories).Length;
        return new(name, count > 0 ? DoctorState.Present : DoctorState.Optional, $"{count} {what} in {path}");
    }

    private static DoctorCheck Tool(string name, string without, string? remedy)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found is null
            ? new(name, DoctorState.Optional, $"not installed: {without}", remedy)
            : new(name, DoctorState.Present, found);
    }
}
