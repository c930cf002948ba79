namespace Hybrid.Imaging;

/// <summary>Which channels an image is read with.</summary>
public enum ImageColor
{
    /// <summary>As the file has them: 1 channel for grey, 3 (BGR) for colour; transparency is dropped.</summary>
    AsStored,

    /// <summary>As the file has them, with transparency kept as a fourth channel (BGRA).</summary>
    AsStoredWithAlpha,

    /// <summary>Always 1 channel.</summary>
    Gray,

    /// <summary>Always 3 channels, BGR.</summary>
    Bgr,
}
