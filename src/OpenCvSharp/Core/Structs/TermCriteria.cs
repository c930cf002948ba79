using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct TermCriteria(CriteriaTypes Type, int MaxCount, double Epsilon)
{
    public CriteriaTypes Type = Type;
    public int MaxCount = MaxCount;
    public double Epsilon = Epsilon;

    public static TermCriteria Both(int maxCount, double epsilon) => new(CriteriaTypes.Count | CriteriaTypes.Eps, maxCount, epsilon);
}
