using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>
/// Pairs that share something but their scene, painted from a seed alone: <c>unrelated/KIND_NN/{1,2}.png</c>, whose right answer is
/// none, and <c>homography/behind-KIND_NN/{1,2}.png</c> with <c>H_1_2.txt</c>, one scene moved behind an overlay that is not. The
/// kind is a tag of each pair in <c>dataset.json</c>; half of the kinds are tagged <c>held-out</c>, for figures that nothing was
/// tuned on. The same seed gives the same bytes.
/// </summary>
public static partial class LookalikeDataset
{
    /// <summary>Tag of the kinds that are kept for measuring.</summary>
    public const string HeldOut = "held-out";

    /// <summary>Tag of related pairs behind an overlay.</summary>
    public const string Behind = "behind-overlay";

    /// <summary>Unrelated pairs of each kind.</summary>
    public const int DefaultPerKind = 12;

    /// <summary>Related pairs behind an overlay.</summary>
    public const int DefaultRelated = 48;

    /// <summary>Names of the kinds, and whether each is held out.</summary>
    public static IReadOnlyList<(string Name, bool IsHeldOut)> Kinds { get; } = [.. LookalikeKinds.All.Select(k => (k.Name, k.IsHeldOut))];

    /// <summary>Makes the dataset in a folder that is new or empty.</summary>
    /// <param name="folder">Where to put it.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="perKind">Unrelated pairs of each kind.</param>
    /// <param name="related">Related pairs behind an overlay.</param>
    /// <param name="progress">Told of every pair.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    /// <exception cref="InputException">The folder holds something or cannot be written.</exception>
    public static void Make(
        string folder, int seed = EmbeddedDataset.DefaultSeed, int perKind = DefaultPerKind, int related = DefaultRelated,
        IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InputException($"'{folder}' holds something else; name a new or empty folder for the dataset");
        var random = new SeededRandom((ulong)seed).Fork(0x6000);
        LookalikeKind[] overlays = [.. LookalikeKinds.All.Where(k => k.Overlay is not null)];
        int total = LookalikeKinds.All.Count * perKind + related;
        var pairs = new List<LookalikePair>();
        try
        {
            for (int k = 0; k < LookalikeKinds.All.Count; k++)
            {
                for (int i = 0; i < perKind; i++)
                    Add(LookalikeKinds.All[k], "unrelated/" + LookalikeKinds.All[k].Name, i, random.Fork((ulong)(1000 * k + i)), Unrelated);
            }
            for (int i = 0; i < related; i++)
                Add(overlays[i % overlays.Length], "homography/behind-" + overlays[i % overlays.Length].Name, i / overlays.Length, random.Fork((ulong)(1_000_000 + i)), Moved);
            var manifest = new LookalikeManifest("lookalikes", seed, "hybrid datasets make", "CC0-1.0", pairs);
            AtomicFile.WriteAllText(Path.Combine(folder, "dataset.json"), JsonSerializer.Serialize(manifest, LookalikeJson.Default.LookalikeManifest) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the dataset to '{folder}': {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; choose another folder", e);
        }
        void Add(LookalikeKind kind, string prefix, int number, SeededRandom stream, Func<string, LookalikeKind, SeededRandom, bool> make)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string set = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number:00}"), place = Path.Combine(folder, set);
            Directory.CreateDirectory(place);
            bool isRelated = make(place, kind, stream);
            string[] tags = [kind.Name, .. isRelated ? [Behind] : Array.Empty<string>(), .. kind.IsHeldOut ? [HeldOut] : Array.Empty<string>()];
            pairs.Add(new LookalikePair(isRelated ? set + "/1-2" : set, tags));
            progress?.Report(new GenerationProgress(set, pairs.Count, pairs.Count, total));
        }
    }

    private static bool Unrelated(string place, LookalikeKind kind, SeededRandom random)
    {
        for (int image = 1; image <= 2; image++)
        {
            using Mat painted = kind.Paint(random.Fork(0), random.Fork((ulong)image));
            ImageWriter.Write(Path.Combine(place, $"{image}.png"), painted);
        }
        return false;
    }

    private static bool Moved(string place, LookalikeKind kind, SeededRandom random)
    {
        (Mat first, Mat second) = LookalikeScene.Moved(random.Fork(1), out Homography h);
        using (first)
        using (second)
        {
            kind.Overlay!(first, random.Fork(0));
            kind.Overlay(second, random.Fork(0));
            ImageWriter.Write(Path.Combine(place, "1.png"), first);
            ImageWriter.Write(Path.Combine(place, "2.png"), second);
        }
        HomographyFile.Write(Path.Combine(place, "H_1_2.txt"), h);
        return true;
    }

    internal sealed record LookalikePair(string Name, IReadOnlyList<string> Tags);

    internal sealed record LookalikeManifest(string Name, int Seed, string Generator, string License, IReadOnlyList<LookalikePair> Pairs);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", IndentSize = 1)]
    [JsonSerializable(typeof(LookalikeManifest))]
    private sealed partial class LookalikeJson : JsonSerializerContext;
}
