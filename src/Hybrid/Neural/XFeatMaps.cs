using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// From XFeat's raw maps to keypoints (Potje et al., CVPR 2024, section 3.2): softmax over the 8×8 positions of a cell and
/// "none", local maxima, reliability at the keypoint, bilinear descriptors.
/// </summary>
internal static class XFeatMaps
{
    private const int Cell = 8;
    private const int Radius = 2;
    private const float Threshold = 0.05f;
    private const int MaxKeypoints = 4096;

    public static (List<Point2d> Points, List<float> Descriptors, int Dimension) Decode(
        TensorBag bag, IReadOnlyDictionary<string, IReadOnlyList<int>> outputs, Size frame)
    {
        int columns = frame.Width / Cell, rows = frame.Height / Cell;
        float[] logits = [], descriptors = [], reliability = [];
        int dimension = 1;
        foreach (string name in outputs.Keys)
        {
            OrtValue value = bag[name];
            int channels = (int)value.GetTensorTypeAndShape().Shape[1];
            float[] data = value.GetTensorDataAsSpan<float>().ToArray();
            if (channels == Cell * Cell + 1)
                logits = data;
            else if (channels == 1)
                reliability = data;
            else
                (descriptors, dimension) = (data, channels);
        }
        if (logits.Length != (Cell * Cell + 1) * columns * rows || reliability.Length != columns * rows || descriptors.Length != dimension * columns * rows)
            throw new InputException("the network's outputs are not XFeat's maps of 64, 65 and 1 channels at 1/8 of the image");
        float[] heat = Heat(logits, columns, rows);
        var found = new List<(float Score, int X, int Y)>();
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                float h = heat[y * frame.Width + x];
                if (h > Threshold && IsPeak(heat, frame, x, y))
                    found.Add((h * Bilinear(reliability, 0, columns, rows, frame, x, y), x, y));
            }
        }
        var points = new List<Point2d>();
        var values = new List<float>();
        foreach ((_, int x, int y) in found.OrderByDescending(f => f.Score).ThenBy(f => f.Y).ThenBy(f => f.X).Take(MaxKeypoints))
        {
            points.Add(new Point2d(x, y));
            AddUnit(values, descriptors, dimension, columns, rows, frame, x, y);
        }
        return (points, values, dimension);
    }

    private static float[] Heat(float[] logits, int columns, int rows)
    {
        int plane = columns * rows, width = columns * Cell;
        var heat = new float[plane * Cell * Cell];
        Concurrency.For(0, plane, i =>
        {
            float most = float.NegativeInfinity, sum = 0;
            for (int c = 0; c <= Cell * Cell; c++)
                most = Math.Max(most, logits[c * plane + i]);
            for (int c = 0; c <= Cell * Cell; c++)
                sum += MathF.Exp(logits[c * plane + i] - most);
            for (int c = 0; c < Cell * Cell; c++)
            {
                int x = i % columns * Cell + c % Cell, y = i / columns * Cell + c / Cell;
                heat[y * width + x] = MathF.Exp(logits[c * plane + i] - most) / sum;
            }
        });
        return heat;
    }

    private static bool IsPeak(float[] heat, Size frame, int x, int y)
    {
        float own = heat[y * frame.Width + x];
        for (int v = Math.Max(0, y - Radius); v <= Math.Min(frame.Height - 1, y + Radius); v++)
        {
            for (int u = Math.Max(0, x - Radius); u <= Math.Min(frame.Width - 1, x + Radius); u++)
            {
                if (heat[v * frame.Width + u] > own)
                    return false;
            }
        }
        return true;
    }

    private static void AddUnit(List<float> values, float[] maps, int dimension, int columns, int rows, Size frame, int x, int y)
    {
        double squares = 0;
        int begin = values.Count;
        for (int d = 0; d < dimension; d++)
        {
            float value = Bilinear(maps, d, columns, rows, frame, x, y);
            values.Add(value);
            squares += value * value;
        }
        float scale = (float)(1 / Math.Max(1e-12, Math.Sqrt(squares)));
        for (int d = begin; d < values.Count; d++)
            values[d] *= scale;
    }

    private static float Bilinear(float[] maps, int channel, int columns, int rows, Size frame, int x, int y)
    {
        float fx = Math.Clamp((float)x / (frame.Width - 1) * columns - 0.5f, 0, columns - 1);
        float fy = Math.Clamp((float)y / (frame.Height - 1) * rows - 0.5f, 0, rows - 1);
        int x0 = (int)fx, y0 = (int)fy, x1 = Math.Min(x0 + 1, columns - 1), y1 = Math.Min(y0 + 1, rows - 1);
        float ax = fx - x0, ay = fy - y0;
        int plane = channel * columns * rows;
        float top = maps[plane + y0 * columns + x0] * (1 - ax) + maps[plane + y0 * columns + x1] * ax;
        float bottom = maps[plane + y1 * columns + x0] * (1 - ax) + maps[plane + y1 * columns + x1] * ax;
        return top * (1 - ay) + bottom * ay;
    }
}
