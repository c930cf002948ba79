using Hybrid.Evaluation.Datasets;

namespace Hybrid.Viewer.Examples;

/// <summary>The pairs of a dataset on this machine. They are asked for by number, so that no request names a file.</summary>
/// <param name="dataset">A catalogue name or a folder.</param>
internal sealed class ExampleCatalogue(string dataset)
{
    private readonly Lazy<IReadOnlyList<ExamplePair>> _pairs = new(() => Read(dataset));

    /// <summary>The pairs; none where the dataset is not on this machine.</summary>
    public IReadOnlyList<ExamplePair> Pairs => _pairs.Value;

    /// <summary>The pair of a number, counted from 0 as <see cref="Pairs"/> has them.</summary>
    public ExamplePair? Find(string number) => int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out int i) && i >= 0 && i < Pairs.Count ? Pairs[i] : null;

    private static IReadOnlyList<ExamplePair> Read(string dataset)
    {
        try
        {
            return [.. DatasetLocator.Open(dataset).Pairs.Select(Of).OfType<ExamplePair>()];
        }
        catch (InputException)
        {
            // The viewer serves as well without.
            return [];
        }
    }

    /// <summary>A pair of a dataset as one that can be tried; null for tasks that are not of two images.</summary>
    public static ExamplePair? Of(DatasetPair pair) => pair.Task switch
    {
        TaskKind.Alignment => new ExamplePair(pair.Name, "align", pair.PathA, pair.PathB),
        TaskKind.Stereo => new ExamplePair(pair.Name, "stereo", pair.PathA, pair.PathB),
        _ => null,
    };
}
