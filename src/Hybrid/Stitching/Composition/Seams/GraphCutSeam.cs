namespace Hybrid.Stitching.Composition.Seams;

/// <summary>The cheapest of all divisions: a minimum cut.</summary>
/// <remarks>Kwatra et al., Graphcut Textures: Image and Video Synthesis Using Graph Cuts, SIGGRAPH 2003.</remarks>
internal static class GraphCutSeam
{
    /// <summary>Which pixels go to layer A, row-major.</summary>
    public static bool[] Solve(SeamEnergy energy)
    {
        int width = energy.Width, height = energy.Height;
        var grid = new GridCut(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = y * width + x;
                grid.Join(x, y, energy.Terminals[i]);
                if (x + 1 < width)
                    grid.JoinRight(x, y, energy.Right[i]);
                if (y + 1 < height)
                    grid.JoinDown(x, y, energy.Down[i]);
            }
        }
        grid.Solve();
        var isA = new bool[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                isA[y * width + x] = grid.IsSource(x, y);
        }
        return isA;
    }
}
