namespace OpenCvSharp;

[Flags]
public enum DrawMatchesFlags
{
    Default = 0,
    DrawOverOutImg = 1,
    NotDrawSinglePoints = 2,
    DrawRichKeypoints = 4,
}
