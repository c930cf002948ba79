using System.Globalization;
using System.Numerics.Tensors;

namespace Hybrid.Verification;

/// <summary>
/// How two images under a homography agree place by place, and how well they would if one were shifted against the other. The
/// homography is right where most places find their best partner at no shift, and no other shift does nearly as well.
/// </summary>
public sealed record ShiftAgreement
{
    // Best among 7 × 7 places, the right one or its neighbour; where the frame ends, among at least two fifths of them.
    private const int Near = 3;
    private const int Right = 1;
    private const double LeastSearched = 0.4 * (2 * Near + 1) * (2 * Near + 1);

    private const double LeastForPeak = 0.04;

    /// <summary>Places that could be compared.</summary>
    public required int Places { get; init; }

    /// <summary>Share of them whose best partner among 7 × 7 is the one at no shift or its neighbour, 0..1; 0 without places.</summary>
    public required double Agreement { get; init; }

    /// <summary>The share by chance, 0..1.</summary>
    public required double Chance { get; init; }

    /// <summary>The mean similarity at other shifts than none.</summary>
    public required ShiftPeak Peak { get; init; }

    /// <summary>Share of the places, 0..1, around which the agreeing ones are more than chance: where the homography holds.</summary>
    public required double Extent { get; init; }

    /// <summary>Agreement above chance, 1 where every place agrees, about 0 or below for a wrong homography.</summary>
    public double Excess => Places == 0 ? 0 : (Agreement - Chance) / (1 - Chance);

    /// <summary>Whether less agrees than under another homography, by more than three standard errors of the difference of two shares.</summary>
    internal bool IsBelow(ShiftAgreement other)
    {
        static double Variance(ShiftAgreement s) => s.Agreement * (1 - s.Agreement) / Math.Max(1, s.Places);
        return other.Excess - Excess > 3 * Math.Sqrt(Variance(this) + Variance(other));
    }

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string rival = double.IsFinite(Peak.Rival) ? string.Create(CultureInfo.InvariantCulture, $", rival {Peak.Rival:F2}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Agreement:F2} of {Places} (chance {Chance:F2}{rival})");
    }

    /// <summary>Compares two grids of one size.</summary>
    internal static ShiftAgreement Of(DescriptorGrid a, DescriptorGrid b)
    {
        var votes = new Votes(a.Width, a.Height);
        double chance = 0;
        for (int y = 0; y < a.Height; y++)
        {
            for (int x = 0; x < a.Width; x++)
            {
                if (a.IsUsable(x, y) && Vote(a, b, x, y) is var (isRight, share))
                {
                    votes.Add(x, y, isRight);
                    chance += share;
                }
            }
        }
        if (votes.Count == 0)
            return new ShiftAgreement { Places = 0, Agreement = 0, Chance = 0, Peak = ShiftPeak.Unknown, Extent = 0 };
        double agreement = (double)votes.Agree / votes.Count;
        chance /= votes.Count;
        return new ShiftAgreement
        {
            Places = votes.Count,
            Agreement = agreement,
            Chance = chance,
            // Where hardly anything agrees at no shift there is no peak to measure rivals by.
            Peak = agreement > chance + LeastForPeak ? ShiftPeak.Of(a, b) : ShiftPeak.Unknown,
            Extent = votes.Extent(chance),
        };
    }

    /// <summary>Whether a place's best partner is the right one, and how likely that is by chance; null where too few were there.</summary>
    private static (bool IsRight, double Chance)? Vote(DescriptorGrid a, DescriptorGrid b, int x, int y)
    {
        ReadOnlySpan<float> from = a.At(x, y);
        float best = float.NegativeInfinity;
        bool bestIsRight = false;
        int searched = 0, right = 0;
        for (int v = Math.Max(-Near, -y); v <= Math.Min(Near, b.Height - 1 - y); v++)
        {
            for (int u = Math.Max(-Near, -x); u <= Math.Min(Near, b.Width - 1 - x); u++)
            {
                if (!b.IsUsable(x + u, y + v))
                    continue;
                bool isRight = Math.Max(Math.Abs(u), Math.Abs(v)) <= Right;
                searched++;
                right += isRight ? 1 : 0;
                float similarity = TensorPrimitives.Dot(from, b.At(x + u, y + v));
                if (similarity > best)
                    (best, bestIsRight) = (similarity, isRight);
            }
        }
        return searched < LeastSearched || right == 0 ? null : (bestIsRight, (double)right / searched);
    }

    /// <summary>The votes of all places, row by row.</summary>
    private sealed class Votes(int width, int height)
    {
        private const int Around = 2;

        private readonly int[] _count = new int[width * height];
        private readonly int[] _agree = new int[width * height];

        public int Count { get; private set; }

        public int Agree { get; private set; }

        public void Add(int x, int y, bool agrees)
        {
            _count[y * width + x] = 1;
            _agree[y * width + x] = agrees ? 1 : 0;
            Count++;
            Agree += agrees ? 1 : 0;
        }

        /// <summary>Share of the voters in whose 5 × 5 neighbourhood the agreeing ones lie nearer to all than to chance.</summary>
        public double Extent(double chance)
        {
            double enough = chance + (1 - chance) / 4;
            int holds = 0;
            for (int i = 0; i < _count.Length; i++)
            {
                if (_count[i] == 0)
                    continue;
                int n = 0, agree = 0;
                for (int y = Math.Max(0, i / width - Around); y <= Math.Min(height - 1, i / width + Around); y++)
                {
                    for (int x = Math.Max(0, i % width - Around); x <= Math.Min(width - 1, i % width + Around); x++)
                    {
                        n += _count[y * width + x];
                        agree += _agree[y * width + x];
                    }
                }
                holds += agree > enough * n ? 1 : 0;
            }
            return Count == 0 ? 0 : (double)holds / Count;
        }
    }
}
