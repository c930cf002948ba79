namespace Hybrid.Classical.InverseSearch;

/// <summary>The patches of one level: their vectors, and what the search needs of the first image's gradient in each.</summary>
internal sealed class PatchGrid
{
    public int Columns { get; private set; }

    public int Rows { get; private set; }

    public Patch[] Patches { get; private set; } = [];

    public void Reshape(int width, int height, int patchSize, int stride)
    {
        Columns = 1 + (width - patchSize) / stride;
        Rows = 1 + (height - patchSize) / stride;
        if (Patches.Length < Columns * Rows)
            Patches = new Patch[Columns * Rows];
    }
}
