using OpenCvSharp;

namespace Hybrid.Evaluation.Difficulty;

/// <summary>Reads pixels of an 8-bit grey image.</summary>
/// <param name="image">CV_8UC1; must outlive the reader.</param>
internal readonly unsafe struct GrayReader(Mat image)
{
    private readonly byte* _data = (byte*)image.Data;
    private readonly long _step = image.Step();

    /// <summary>The grey value at a pixel.</summary>
    public int At(int x, int y) => _data[y * _step + x];

    /// <summary>Sum of the absolute central differences at an inner pixel.</summary>
    public int Gradient(int x, int y) => Math.Abs(At(x + 1, y) - At(x - 1, y)) + Math.Abs(At(x, y + 1) - At(x, y - 1));
}
