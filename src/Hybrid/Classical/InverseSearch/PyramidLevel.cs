namespace Hybrid.Classical.InverseSearch;

/// <summary>One resolution: both images, the first one's gradient, and the flow found there. All in pixels of this level.</summary>
internal sealed class PyramidLevel
{
    public Plane A { get; } = new();

    /// <summary>The second image, with a border that holds a patch and what follows it, so that they may leave the image.</summary>
    public Plane B { get; } = new();

    /// <summary>The first image's derivatives.</summary>
    public Plane Gx { get; } = new();

    /// <inheritdoc cref="Gx"/>
    public Plane Gy { get; } = new();

    /// <summary>Flow: what the coarser level found when this one begins, what this one found when it ends.</summary>
    public Plane U { get; } = new();

    /// <inheritdoc cref="U"/>
    public Plane V { get; } = new();

    /// <summary>The caller's flow, where there is one.</summary>
    public Plane InitialU { get; } = new();

    /// <inheritdoc cref="InitialU"/>
    public Plane InitialV { get; } = new();

    public int Width => A.Width;

    public int Height => A.Height;

    public void Reshape(int width, int height, int patchSize, bool initial)
    {
        A.Reshape(width, height, 1);
        B.Reshape(width, height, 2 * patchSize + 1);
        Gx.Reshape(width, height);
        Gy.Reshape(width, height);
        U.Reshape(width, height);
        V.Reshape(width, height);
        if (initial)
        {
            InitialU.Reshape(width, height);
            InitialV.Reshape(width, height);
        }
    }
}
