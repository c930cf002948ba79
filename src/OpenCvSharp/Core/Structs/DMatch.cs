using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct DMatch(int QueryIdx, int TrainIdx, int ImgIdx, float Distance)
{
    public int QueryIdx = QueryIdx;
    public int TrainIdx = TrainIdx;
    public int ImgIdx = ImgIdx;
    public float Distance = Distance;

    public DMatch(int queryIdx, int trainIdx, float distance)
        : this(queryIdx, trainIdx, -1, distance)
    {
    }

    public static DMatch Empty() => new(-1, -1, -1, float.MaxValue);

    public static bool operator <(DMatch d1, DMatch d2) => d1.Distance < d2.Distance;
    public static bool operator >(DMatch d1, DMatch d2) => d1.Distance > d2.Distance;
    public readonly int CompareTo(DMatch other) => Distance.CompareTo(other.Distance);
}
