namespace OpenCvSharp;

[Flags]
public enum StereoRectificationFlags
{
    None = 0,
    ZeroDisparity = 1024,
}
