using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;
using Hybrid.Neural;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Hybrid.Cli.Doctor;

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
        Native("libvips", static () => ImageFormats.LibraryVersion),
        Native("ONNX Runtime", OnnxRuntimeVersion),
        new("methods", DoctorState.Present, string.Join(", ", AlignerCatalogue.Names)),
        Models(),
        Datasets(),
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
            return new(name, DoctorState.Missing, "cannot be loaded", cause is NativeLibraryException ? cause.Message : NativeLibraryException.Explain(cause.Message));
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

    private static DoctorCheck Models()
    {
        IReadOnlyList<ModelFolder> models = ModelStore.List();
        if (ModelStore.Damaged() is [DamagedModel damaged, ..])
            return new("models", DoctorState.Optional, $"{string.Join(", ", models.Select(m => m.Card.Name))}; damaged: {damaged.Problem}", "'hybrid models check' names every damaged one");
        return models.Count > 0
            ? new("models", DoctorState.Present, string.Join(", ", models.Select(m => $"{m.Card.Name} {m.Card.Version}")))
            : new("models", DoctorState.Optional, "none found: only classic and control work", $"put the folder 'models' beside the program or set {ModelStore.FolderVariable}");
    }

    private static DoctorCheck Datasets()
    {
        string? folder = DatasetLocator.CatalogueFolder();
        string[] names = folder is null ? [] : [.. Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        return names.Length > 0
            ? new("datasets", DoctorState.Present, string.Join(", ", names))
            : new("datasets", DoctorState.Optional, "none found: evaluate needs a folder named", "put the folder 'datasets' beside the program");
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
