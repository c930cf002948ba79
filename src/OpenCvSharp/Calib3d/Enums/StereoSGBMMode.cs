namespace OpenCvSharp;

public enum StereoSGBMMode
{
    SGBM = 0,
    HH = 1,
    SGBM3Way = 2,
    HH4 = 3,
}
