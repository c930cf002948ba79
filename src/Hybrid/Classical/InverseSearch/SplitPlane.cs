using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// One channel of floats whose rows hold first the even columns, then the odd ones: of a checkerboard, each colour lies
/// contiguous in memory. Around each half there is a border of eight floats, above and below the image one of a row.
/// </summary>
internal sealed class SplitPlane
{
    private const int Border = VectorMath.Lanes;
    private float[] _data = [];
    private int _halfStride, _length;

    /// <summary>Columns of a half, rounded up to whole vectors.</summary>
    public int HalfWidth { get; private set; }

    /// <summary>
    /// The value of half <paramref name="parity"/> (0 for even columns) at column 2k + parity of row y, −1 to the height;
    /// neighbours of the same half follow in memory.
    /// </summary>
    public ref float this[int parity, int y, int k = 0]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), (nint)((y + 1) * 2 + parity) * _halfStride + Border + k);
    }

    /// <summary>Takes the shape of an image; what the plane holds is undefined afterwards, but finite.</summary>
    public void Reshape(int width, int height)
    {
        HalfWidth = ((width + 1) / 2 + VectorMath.Lanes - 1) / VectorMath.Lanes * VectorMath.Lanes;
        _halfStride = HalfWidth + 2 * Border;
        _length = checked(2 * _halfStride * (height + 2));
        if (_data.Length < _length)
            _data = new float[_length];
    }

    /// <summary>Sets everything to zero, the border included.</summary>
    public void Clear() => Array.Clear(_data, 0, _length);
}
