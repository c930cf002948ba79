namespace Hybrid.Evaluation.Datasets;

/// <summary>A dataset that is known by name.</summary>
/// <param name="Name">Name on the command line and of its folder in the catalogue.</param>
/// <param name="Layout">Layout of its files.</param>
/// <param name="Content">Pairs and ground truth.</param>
/// <param name="Size">Size of the download.</param>
/// <param name="Licence">Terms of use.</param>
/// <param name="Source">How to obtain it.</param>
public sealed record CatalogueEntry(string Name, string Layout, string Content, string Size, string Licence, string Source);
