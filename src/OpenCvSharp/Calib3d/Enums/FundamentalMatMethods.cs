namespace OpenCvSharp;

[Flags]
public enum FundamentalMatMethods
{
    Point7 = 1,
    Point8 = 2,
    LMedS = 4,
    Ransac = 8,
}
