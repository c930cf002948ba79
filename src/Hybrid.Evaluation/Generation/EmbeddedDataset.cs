using Hybrid.Imaging;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// The dataset that needs no download: painted scenes, photographed by a model camera, with exact truth for homography,
/// dense flow with occlusion, and rectified stereo. The same seed and options give the same bytes, however many threads.
/// </summary>
public static class EmbeddedDataset
{
    /// <summary>The seed of the set that comes with the program.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Version of the generator: it changes whenever the pixels of a seed do.</summary>
    public const string Version = "1.0";

    /// <summary>Makes the dataset: into a folder beside, renamed when it is complete.</summary>
    /// <param name="folder">Where to put it: a new or empty folder, or one that holds a generated dataset, which is replaced.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="options">Its size; null for that of the embedded set.</param>
    /// <param name="progress">Told of every finished set or pair.</param>
    /// <param name="cancellationToken">Stops between two images and leaves the old folder as it was.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="InputException">The folder holds something else or cannot be written.</exception>
    public static IReadOnlyList<GeneratedPair> Make(
        string folder, int seed = DefaultSeed, EmbeddedDatasetOptions? options = null,
        IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedDatasetOptions();
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), staging = target + ".partial";
        CheckReplaceable(target, folder);
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            Directory.CreateDirectory(staging);
            var pairs = new List<GeneratedPair>();
            List<(string Name, Func<string, IReadOnlyList<GeneratedPair>> Make)> jobs = Jobs(seed, options, cancellationToken);
            foreach ((string name, Func<string, IReadOnlyList<GeneratedPair>> make) in jobs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string place = Path.Combine(staging, name);
                Directory.CreateDirectory(place);
                pairs.AddRange(make(place));
                progress?.Report(new GenerationProgress(name, pairs.Count, jobs.FindIndex(j => j.Name == name) + 1, jobs.Count));
            }
            AtomicFile.WriteAllText(Path.Combine(staging, "dataset.json"), DatasetManifest.ToJson(seed, options, pairs));
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(staging, target);
            return pairs;
        }
        catch (Exception e)
        {
            DeleteQuietly(staging);
            if (e is IOException or UnauthorizedAccessException)
                throw new InputException($"cannot write the dataset to '{folder}': {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; choose another folder", e);
            throw;
        }
    }

    private static List<(string Name, Func<string, IReadOnlyList<GeneratedPair>> Make)> Jobs(int seed, EmbeddedDatasetOptions options, CancellationToken token)
    {
        var random = new SeededRandom((ulong)seed);
        var jobs = new List<(string, Func<string, IReadOnlyList<GeneratedPair>>)>();
        foreach ((HomographySet set, int i) in HomographySets.All.Take(options.HomographySets).Select((s, i) => (s, i)))
            jobs.Add(($"homography/{set.Name}", place => HomographyGenerator.Make(place, set, random.Fork(0x1000 + (ulong)i), options, token)));
        for (int i = 0; i < options.FlowPairs; i++)
        {
            int n = i;
            jobs.Add(($"flow/{FlowGenerator.Name(n)}", place => [FlowGenerator.Make(place, n, random.Fork(0x2000 + (ulong)n), options)]));
        }
        for (int i = 0; i < options.StereoPairs; i++)
        {
            int n = i;
            jobs.Add(($"stereo/{StereoGenerator.Name(n)}", place => [StereoGenerator.Make(place, n, random.Fork(0x3000 + (ulong)n), options)]));
        }
        return jobs;
    }

    private static void CheckReplaceable(string target, string folder)
    {
        if (File.Exists(target))
            throw new InputException($"'{folder}' is a file; name a folder for the dataset");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !DatasetManifest.IsGenerated(target))
            throw new InputException($"'{folder}' holds something else; name a new or empty folder for the dataset");
    }

    private static void DeleteQuietly(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cause of the failure is worth more than this one.
        }
    }
}
