namespace Hybrid.Evaluation.Datasets;

/// <summary>An on-disk arrangement of a dataset, recognised from its files.</summary>
public interface ILayout
{
    /// <summary>Name in reports, e.g. <c>hpatches</c>.</summary>
    string Name { get; }

    /// <summary>One line on what the layout looks like.</summary>
    string Summary { get; }

    /// <summary>The pairs under a folder, or none where the folder does not follow this layout. Reads names, and no content but a manifest's.</summary>
    /// <param name="folder">An existing folder.</param>
    IReadOnlyList<DatasetPair> Find(string folder);
}
