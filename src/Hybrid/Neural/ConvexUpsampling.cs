using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Neural;

/// <summary>
/// Convex upsampling (RAFT: Teed and Deng, ECCV 2020, section 3.3): each fine vector is a mean of the 3×3 coarse ones around
/// it, weighted by the softmax of predicted logits. The same as the graph <c>combine</c>, in one pass over the logits
/// instead of a dozen.
/// </summary>
internal static class ConvexUpsampling
{
    private const int Neighbours = 9;

    /// <summary>Flow in cells to flow in pixels.</summary>
    /// <param name="flow">[1, 2, h, w], cells.</param>
    /// <param name="mask">[1, 9·f², h, w], logits: neighbours row by row, within each the f×f fine places of a cell.</param>
    /// <param name="threads">Threads; 0 means all cores. The result does not depend on it.</param>
    /// <returns>[1, 2, f·h, f·w], pixels.</returns>
    public static float[] Combine(OrtValue flow, OrtValue mask, int threads)
    {
        long[] shape = mask.GetTensorTypeAndShape().Shape;
        int height = (int)shape[2], width = (int)shape[3];
        int factor = (int)Math.Sqrt(shape[1] / Neighbours);
        var fine = new float[2 * factor * height * factor * width];
        Parallel.For(
            0,
            height,
            Concurrency.Options(threads),
            () => new float[(2 * Neighbours + 5) * width],
            (y, _, buffer) =>
            {
                new Row(flow.GetTensorDataAsSpan<float>(), mask.GetTensorDataAsSpan<float>(), buffer, height, width, factor, y).Write(fine);
                return buffer;
            },
            _ => { });
        return fine;
    }

    private readonly ref struct Row
    {
        private readonly ReadOnlySpan<float> _mask;
        private readonly Span<float> _near, _most, _weight, _total, _u, _v;
        private readonly int _height, _width, _factor, _y;

        public Row(ReadOnlySpan<float> flow, ReadOnlySpan<float> mask, float[] buffer, int height, int width, int factor, int y)
        {
            _mask = mask;
            (_height, _width, _factor, _y) = (height, width, factor, y);
            _near = buffer.AsSpan(0, 2 * Neighbours * width);
            Span<float> rest = buffer.AsSpan(2 * Neighbours * width);
            _most = rest[..width];
            _weight = rest.Slice(width, width);
            _total = rest.Slice(2 * width, width);
            _u = rest.Slice(3 * width, width);
            _v = rest.Slice(4 * width, width);
            for (int k = 0; k < Neighbours; k++)
            {
                int row = Math.Clamp(y + k / 3 - 1, 0, height - 1);
                for (int c = 0; c < 2; c++)
                    Shift(flow.Slice((c * height + row) * width, width), k % 3 - 1, Near(k, c));
            }
            // Cells become pixels here, once for all fine places.
            TensorPrimitives.Multiply(_near, factor, _near);
        }

        public void Write(float[] fine)
        {
            int places = _factor * _factor, stride = _factor * _width;
            for (int place = 0; place < places; place++)
            {
                Logits(0, place).CopyTo(_most);
                for (int k = 1; k < Neighbours; k++)
                    TensorPrimitives.Max(_most, Logits(k, place), _most);
                _total.Clear();
                _u.Clear();
                _v.Clear();
                for (int k = 0; k < Neighbours; k++)
                {
                    TensorPrimitives.Subtract(Logits(k, place), _most, _weight);
                    TensorPrimitives.Exp(_weight, _weight);
                    TensorPrimitives.Add(_total, _weight, _total);
                    TensorPrimitives.MultiplyAdd(_weight, Near(k, 0), _u, _u);
                    TensorPrimitives.MultiplyAdd(_weight, Near(k, 1), _v, _v);
                }
                TensorPrimitives.Divide(_u, _total, _u);
                TensorPrimitives.Divide(_v, _total, _v);
                int first = (_y * _factor + place / _factor) * stride + place % _factor;
                Spread(_u, fine.AsSpan(first), _factor);
                Spread(_v, fine.AsSpan(_factor * _height * stride + first), _factor);
            }
        }

        private Span<float> Near(int k, int channel) => _near.Slice((2 * k + channel) * _width, _width);

        private ReadOnlySpan<float> Logits(int k, int place) =>
            _mask.Slice(((k * _factor * _factor + place) * _height + _y) * _width, _width);

        /// <summary>A row moved by up to one cell, its borders repeated.</summary>
        private static void Shift(ReadOnlySpan<float> row, int by, Span<float> to)
        {
            for (int x = 0; x < to.Length; x++)
                to[x] = row[Math.Clamp(x + by, 0, row.Length - 1)];
        }

        private static void Spread(ReadOnlySpan<float> values, Span<float> to, int step)
        {
            for (int x = 0; x < values.Length; x++)
                to[x * step] = values[x];
        }
    }
}
