using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hybrid.Neural;

/// <summary>Bilinear sampling of a row of a tile, forward and backward.</summary>
internal static unsafe class BilinearKernel
{
    /// <summary>Values of a row of one channel.</summary>
    public static void Forward(in BilinearTaps taps, int count, float* image, float* output)
    {
        int i = 0;
        if (Fma.IsSupported && taps.Right == 1)
        {
            for (; i <= count - 8; i += 8)
            {
                Avx.Store(output + i, Eight(
                    Avx.LoadVector256(taps.Top + 2 * i), Avx.LoadVector256(taps.Top + 2 * i + 8),
                    Avx.LoadVector256(taps.Bottom + 2 * i), Avx.LoadVector256(taps.Bottom + 2 * i + 8), taps.Base + i, image, taps.Below));
            }
        }
        for (; i < count; i++)
        {
            int slot = BilinearTaps.Slot(i);
            float* p = image + taps.Base[i];
            float* q = p + taps.Below;
            output[i] = taps.Top[slot] * p[0] + taps.Top[slot + 1] * p[taps.Right] + taps.Bottom[slot] * q[0] + taps.Bottom[slot + 1] * q[taps.Right];
        }
    }

    /// <summary>As <see cref="Forward(in BilinearTaps, int, float*, float*)"/> for two channels at a time, whose taps are loaded once; what the same pixels read so many numbers <paramref name="ahead"/> is fetched meanwhile.</summary>
    public static void Forward(in BilinearTaps taps, int count, float* image, float* secondImage, float* output, float* secondOutput, long ahead)
    {
        int i = 0;
        if (Fma.IsSupported && taps.Right == 1)
        {
            for (; i <= count - 8; i += 8)
            {
                int* at = taps.Base + i;
                Vector256<float> topEarly = Avx.LoadVector256(taps.Top + 2 * i), topLate = Avx.LoadVector256(taps.Top + 2 * i + 8);
                Vector256<float> bottomEarly = Avx.LoadVector256(taps.Bottom + 2 * i), bottomLate = Avx.LoadVector256(taps.Bottom + 2 * i + 8);
                Sse.Prefetch0(image + ahead + at[0]);
                Sse.Prefetch0(secondImage + ahead + at[0]);
                Avx.Store(output + i, Eight(topEarly, topLate, bottomEarly, bottomLate, at, image, taps.Below));
                Avx.Store(secondOutput + i, Eight(topEarly, topLate, bottomEarly, bottomLate, at, secondImage, taps.Below));
            }
        }
        if (i == count)
            return;
        BilinearTaps rest = taps.From(i);
        Forward(rest, count - i, image, output + i);
        Forward(rest, count - i, secondImage, secondOutput + i);
    }

    /// <summary>
    /// Adds the gradient of the loss by one channel: each output pixel's share goes back to the pixels it was read from, first
    /// of the even pixels, then of the odd ones.
    /// </summary>
    public static void ImageGradient(in BilinearTaps taps, int count, float* gradient, float* imageGradient)
    {
        for (int first = 0; first < 2; first++)
        {
            for (int i = first; i < count; i += 2)
            {
                int slot = BilinearTaps.Slot(i);
                float g = gradient[i];
                float* p = imageGradient + taps.Base[i];
                float* q = p + taps.Below;
                p[0] += taps.Top[slot] * g;
                p[taps.Right] += taps.Top[slot + 1] * g;
                q[0] += taps.Bottom[slot] * g;
                q[taps.Right] += taps.Bottom[slot + 1] * g;
            }
        }
    }

    /// <summary>As <see cref="ImageGradient(in BilinearTaps, int, float*, float*)"/> for two channels at a time, which lie so many numbers apart.</summary>
    public static void ImageGradient(in BilinearTaps taps, int count, float* gradient, float* secondGradient, float* imageGradient, float* secondImageGradient, long ahead)
    {
        if (!Sse2.IsSupported || taps.Right != 1)
        {
            ImageGradient(taps, count, gradient, imageGradient);
            ImageGradient(taps, count, secondGradient, secondImageGradient);
            return;
        }
        int* at = taps.Base;
        int below = taps.Below;
        // Neighbours share one of their taps, and a pair just written in part is slow to read: hence every other pixel.
        for (int first = 0; first < 2; first++)
        {
            for (int i = first; i < count; i += 2)
            {
                if ((i & 7) == 0)
                {
                    Sse.Prefetch0(imageGradient + ahead + at[i]);
                    Sse.Prefetch0(secondImageGradient + ahead + at[i]);
                }
                int slot = BilinearTaps.Slot(i);
                Vector128<float> top = Pair(taps.Top + slot), bottom = Pair(taps.Bottom + slot);
                Vector128<float> g = Vector128.Create(gradient[i]), h = Vector128.Create(secondGradient[i]);
                float* p = imageGradient + at[i];
                float* q = secondImageGradient + at[i];
                AddPair(p, top * g);
                AddPair(q, top * h);
                AddPair(p + below, bottom * g);
                AddPair(q + below, bottom * h);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pair(float* at) => Vector128.CreateScalarUnsafe(*(double*)at).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(float* at, Vector128<float> value) => *(double*)at = (Pair(at) + value).AsDouble().ToScalar();

    /// <summary>
    /// Adds the loss gradient times each tap's value, in the layout of the taps' weights; what the gradient by the grid is
    /// made of once all channels are in it. Two channels at a time, since the sums' own traffic is half of the work.
    /// </summary>
    public static void TapSums(in BilinearTaps taps, int count, float* image, float* secondImage, float* gradient, float* secondGradient, float* top, float* bottom, long ahead)
    {
        int i = 0;
        if (Fma.IsSupported && taps.Right == 1)
        {
            for (; i <= count - 8; i += 8)
            {
                Vector256<float> g = Avx.LoadVector256(gradient + i), h = Avx.LoadVector256(secondGradient + i);
                // In each half: the gradients of pixels 0, 1 and of 2, 3, each twice.
                Vector256<float> early = Avx.UnpackLow(g, g), late = Avx.UnpackHigh(g, g), early2 = Avx.UnpackLow(h, h), late2 = Avx.UnpackHigh(h, h);
                int* at = taps.Base + i;
                Sse.Prefetch0(image + ahead + at[0]);
                Sse.Prefetch0(secondImage + ahead + at[0]);
                Accumulate(top + 2 * i, early, Pairs(at, image, 0), early2, Pairs(at, secondImage, 0));
                Accumulate(top + 2 * i + 8, late, Pairs(at + 2, image, 0), late2, Pairs(at + 2, secondImage, 0));
                Accumulate(bottom + 2 * i, early, Pairs(at, image, taps.Below), early2, Pairs(at, secondImage, taps.Below));
                Accumulate(bottom + 2 * i + 8, late, Pairs(at + 2, image, taps.Below), late2, Pairs(at + 2, secondImage, taps.Below));
            }
        }
        for (; i < count; i++)
        {
            Scalar(taps, i, image, gradient[i], top, bottom);
            Scalar(taps, i, secondImage, secondGradient[i], top, bottom);
        }
    }

    /// <summary>As <see cref="TapSums(in BilinearTaps, int, float*, float*, float*, float*, float*, float*, long)"/> for one channel.</summary>
    public static void TapSums(in BilinearTaps taps, int count, float* image, float* gradient, float* top, float* bottom)
    {
        for (int i = 0; i < count; i++)
            Scalar(taps, i, image, gradient[i], top, bottom);
    }

    private static void Scalar(in BilinearTaps taps, int i, float* image, float g, float* top, float* bottom)
    {
        int slot = BilinearTaps.Slot(i);
        float* p = image + taps.Base[i];
        float* q = p + taps.Below;
        top[slot] += g * p[0];
        top[slot + 1] += g * p[taps.Right];
        bottom[slot] += g * q[0];
        bottom[slot + 1] += g * q[taps.Right];
    }

    /// <summary>Values of eight pixels from their weights in the order of <see cref="BilinearTaps.Slot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(
        Vector256<float> topEarly, Vector256<float> topLate, Vector256<float> bottomEarly, Vector256<float> bottomLate, int* at, float* image, int below)
    {
        Vector256<float> early = Fma.MultiplyAdd(bottomEarly, Pairs(at, image, below), topEarly * Pairs(at, image, 0));
        Vector256<float> late = Fma.MultiplyAdd(bottomLate, Pairs(at + 2, image, below), topLate * Pairs(at + 2, image, 0));
        return Avx.HorizontalAdd(early, late);
    }

    /// <summary>The pairs of pixels 0, 1 (low half) and 4, 5 (high half) from <paramref name="at"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pairs(int* at, float* image, int offset)
    {
        image += offset;
        Vector128<double> low = Vector128.CreateScalarUnsafe(*(double*)(image + at[0]));
        Vector128<double> high = Vector128.CreateScalarUnsafe(*(double*)(image + at[4]));
        return Vector256.Create(
            Sse2.LoadHigh(low, (double*)(image + at[1])), Sse2.LoadHigh(high, (double*)(image + at[5]))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(float* sum, Vector256<float> factor, Vector256<float> value, Vector256<float> factor2, Vector256<float> value2) =>
        Avx.Store(sum, Fma.MultiplyAdd(factor, value, Fma.MultiplyAdd(factor2, value2, Avx.LoadVector256(sum))));
}
