namespace OpenCvSharp;

public enum ORBScoreType
{
    Harris = 0,
    Fast = 1,
}
