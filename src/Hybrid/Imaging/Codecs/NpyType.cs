namespace Hybrid.Imaging;

/// <summary>Element types of .npy files that are read and written, all little-endian.</summary>
public enum NpyType
{
    /// <summary>32-bit float.</summary>
    Single,

    /// <summary>64-bit float.</summary>
    Double,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Unsigned byte.</summary>
    Byte,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,
}
