namespace Hybrid.Stitching.Report;

#pragma warning disable IDE1006, SA1300, CA1812 // Named and created as the YAML has it.

/// <summary>The form of <c>project.yaml</c>.</summary>
internal sealed class StitchProjectDocument
{
    public int version { get; set; }

    public string folder { get; set; } = ".";

    public string method { get; set; } = "auto";

    public string flow { get; set; } = "auto";

    public string projection { get; set; } = "auto";

    public string lens { get; set; } = "auto";

    public bool straighten { get; set; } = true;

    public string exposure { get; set; } = "gain";

    public string seam { get; set; } = "graphcut";

    public string blend { get; set; } = "multiband";

    public bool crop { get; set; }

    public double scale { get; set; } = 1;

    public Image[] images { get; set; } = [];

    public Pair[] pairs { get; set; } = [];

    internal sealed class Image
    {
        public string path { get; set; } = "";

        public string use { get; set; } = "auto";
    }

    internal sealed class Pair
    {
        public int[] images { get; set; } = [];

        public string link { get; set; } = "auto";

        public bool linked { get; set; }

        public double confidence { get; set; }

        public double[]? homography { get; set; }

        public double[] matches { get; set; } = [];
    }
}
