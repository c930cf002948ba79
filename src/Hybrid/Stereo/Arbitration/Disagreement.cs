using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo.Arbitration;

/// <summary>The pixels at which two answers differ, with what speaks for either. The order of the features is part of the model's contract.</summary>
internal sealed class Disagreement
{
    /// <summary>What each column of the features is.</summary>
    public static readonly string[] FeatureNames =
    [
        "hole", "network confidence", "network precision", "filled confidence", "difference", "log difference",
        "census cost filled", "census cost network", "right map against network", "right map against filled", "log texture",
        "network leaves frame", "filled leaves frame", "network off its mean", "filled off its mean", "raw is filled", "raw against network",
        "log hole width", "network against surface before", "network against surface after", "step across hole", "share disagreeing",
        "checked share of the pair", "mean network confidence", "left-right error", "mean filled confidence",
    ];

    /// <summary>Number of features of a pixel.</summary>
    public static readonly int FeatureCount = FeatureNames.Length;

    private const int CostRadius = 2;
    private const int MeanSide = 9;

    private readonly Neighbourhoods? _pair;

    private Disagreement(int[] pixels, Neighbourhoods? pair)
    {
        (Pixels, _pair) = (pixels, pair);
    }

    /// <summary>Indices into the maps, ascending.</summary>
    public int[] Pixels { get; }

    /// <summary>Where the two answers of a pair differ.</summary>
    /// <param name="evidence">Both; must live as long as this.</param>
    public static Disagreement Of(StereoEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        int[] pixels = [.. Enumerable.Range(0, evidence.Filled.Data.Length).Where(evidence.AreFarApart)];
        return new Disagreement(pixels, pixels.Length == 0 ? null : new Neighbourhoods(evidence));
    }

    /// <summary><see cref="FeatureCount"/> values for each of some of <see cref="Pixels"/>.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    public float[] Features(int start, int count)
    {
        const int block = 1024;
        var features = new float[count * FeatureCount];
        Concurrency.For(0, (count + block - 1) / block, i =>
        {
            for (int k = block * i; k < Math.Min(count, block * (i + 1)); k++)
                _pair!.Describe(Pixels[start + k], features.AsSpan(k * FeatureCount, FeatureCount));
        });
        return features;
    }

    /// <summary>What is computed once for a pair.</summary>
    private sealed class Neighbourhoods
    {
        private readonly StereoEvidence _evidence;
        private readonly int _width, _height;
        private readonly ulong[] _left, _right;
        private readonly ScalarMap _networkMean, _filledMean, _confidenceMean, _filledConfidenceMean, _disagreeingMean, _texture;
        private readonly int[] _before, _after;
        private readonly float _checkedShare;

        public Neighbourhoods(StereoEvidence evidence)
        {
            _evidence = evidence;
            (_width, _height) = (evidence.Filled.Width, evidence.Filled.Height);
            _left = CensusTransform.Of(evidence.Left);
            _right = CensusTransform.Of(evidence.Right);
            _networkMean = Mean(evidence.Network.Disparity);
            _filledMean = Mean(evidence.Filled);
            _confidenceMean = Mean(evidence.Network.Confidence);
            _filledConfidenceMean = Mean(evidence.FilledConfidence);
            var disagreeing = new ScalarMap(_width, _height);
            for (int i = 0; i < disagreeing.Data.Length; i++)
                disagreeing.Data[i] = evidence.AreFarApart(i) ? 1 : 0;
            _disagreeingMean = Mean(disagreeing);
            _texture = Texture(evidence.Left);
            (_before, _after) = Surfaces(evidence.Measured.Checked);
            _checkedShare = (float)evidence.Measured.CheckedShare;
        }

        public void Describe(int pixel, Span<float> f)
        {
            int x = pixel % _width, y = pixel / _width;
            SemiGlobalDisparity measured = _evidence.Measured;
            float fill = _evidence.Filled.Data[pixel], own = _evidence.Network.Disparity.Data[pixel];
            float difference = own - fill, raw = measured.Raw.Data[pixel];
            int before = _before[pixel], after = _after[pixel];
            ReadOnlySpan<float> known = measured.Checked.Row(y);
            bool hole = float.IsNaN(known[x]);
            f[0] = hole ? 1 : 0;
            f[1] = _evidence.Network.Confidence.Data[pixel];
            f[2] = _evidence.Network.Precision?.Data[pixel] ?? 0;
            f[3] = _evidence.FilledConfidence.Data[pixel];
            f[4] = Math.Clamp(difference / 5, -4, 4);
            f[5] = MathF.Log(1 + MathF.Abs(difference));
            f[6] = Cost(x, y, fill);
            f[7] = Cost(x, y, own);
            f[8] = AgainstRight(x, y, own);
            f[9] = AgainstRight(x, y, fill);
            f[10] = MathF.Log(1 + _texture.Data[pixel]);
            f[11] = Leaves(x - own);
            f[12] = Leaves(x - fill);
            f[13] = Fifths(own - _networkMean.Data[pixel]);
            f[14] = Fifths(fill - _filledMean.Data[pixel]);
            f[15] = MathF.Abs(raw - fill) < 0.5f ? 1 : 0;
            f[16] = Fifths(raw - own);
            f[17] = hole ? MathF.Log(after - before) / 5 : 0;
            f[18] = before >= 0 ? Fifths(own - known[before]) : 1;
            f[19] = after < _width ? Fifths(own - known[after]) : 1;
            f[20] = before >= 0 && after < _width ? Math.Clamp((known[after] - known[before]) / 20, -1, 1) : 0;
            f[21] = _disagreeingMean.Data[pixel];
            f[22] = _checkedShare;
            f[23] = _confidenceMean.Data[pixel];
            f[24] = Fifths(measured.LeftRightError.Data[pixel]);
            f[25] = _filledConfidenceMean.Data[pixel];
        }

        /// <summary>Mean census distance of a window and its partner at one disparity.</summary>
        private float Cost(int x, int y, float disparity)
        {
            int d = (int)MathF.Round(disparity);
            float sum = 0;
            int count = 0;
            for (int j = Math.Max(0, y - CostRadius); j <= Math.Min(_height - 1, y + CostRadius); j++)
            {
                for (int i = Math.Max(0, x - CostRadius); i <= Math.Min(_width - 1, x + CostRadius); i++)
                {
                    int partner = Math.Clamp(i - d, 0, _width - 1);
                    sum += CensusTransform.Distance(_left[j * _width + i], _right[j * _width + partner]);
                    count++;
                }
            }
            return sum / count;
        }

        private float AgainstRight(int x, int y, float disparity)
        {
            int partner = (int)MathF.Round(x - disparity);
            return partner < 0 || partner >= _width ? 1 : Fifths(_evidence.Measured.Right[partner, y] - disparity);
        }

        private float Leaves(float partner) => partner < 0 || partner > _width - 1 ? 1 : 0;

        /// <summary>Five pixels and more, and unknown, are 1.</summary>
        private static float Fifths(float difference) => float.IsNaN(difference) ? 1 : MathF.Min(5, MathF.Abs(difference)) / 5;

        private static ScalarMap Mean(ScalarMap map)
        {
            using Mat from = Mat.FromPixelData(map.Height, map.Width, MatType.CV_32FC1, map.Data);
            return Mean(from, MeanSide);
        }

        private static ScalarMap Mean(Mat from, int side)
        {
            using var mean = new Mat();
            Cv2.Blur(from, mean, new Size(side, side), borderType: BorderTypes.Replicate);
            return ScalarMap.Of(mean);
        }

        /// <summary>Mean absolute horizontal derivative, the only one that tells disparities apart.</summary>
        private static ScalarMap Texture(Mat left)
        {
            using var derivative = new Mat();
            Cv2.Sobel(left, derivative, MatType.CV_32F, 1, 0, 3, 0.125);
            using var size = new Mat();
            Cv2.Absdiff(derivative, Scalar.All(0), size);
            return Mean(size, 5);
        }

        /// <summary>Of each pixel, the nearest checked one before and after it in its row, itself included; −1 and the width where there is none.</summary>
        private static (int[] Before, int[] After) Surfaces(ScalarMap known)
        {
            var before = new int[known.Data.Length];
            var after = new int[known.Data.Length];
            Concurrency.For(0, known.Height, y =>
            {
                ReadOnlySpan<float> row = known.Row(y);
                Span<int> b = before.AsSpan(y * row.Length, row.Length), a = after.AsSpan(y * row.Length, row.Length);
                for (int x = 0, last = -1; x < row.Length; x++)
                    b[x] = last = float.IsNaN(row[x]) ? last : x;
                for (int x = row.Length - 1, next = row.Length; x >= 0; x--)
                    a[x] = next = float.IsNaN(row[x]) ? next : x;
            });
            return (before, after);
        }
    }
}
