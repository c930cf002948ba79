namespace OpenCvSharp;

public enum ScoreMethod
{
    RANSAC,
    MSAC,
    MAGSAC,
    LMEDS,
}
