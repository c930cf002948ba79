using System.Runtime.Intrinsics;

namespace Hybrid.Classical;

/// <summary>The nearest query of each train descriptor among one block of queries offered in ascending order.</summary>
internal readonly struct ReverseNearest
{
    public ReverseNearest(int count)
    {
        Distance = new float[count];
        Index = new int[count];
        Array.Fill(Distance, float.PositiveInfinity);
        Array.Fill(Index, -1);
    }

    public float[] Distance { get; }

    public int[] Index { get; }

    public void Offer(int train, int query, float distance)
    {
        if (distance < Distance[train])
        {
            Distance[train] = distance;
            Index[train] = query;
        }
    }

    public void Offer(int train, int query, Vector256<float> distance)
    {
        ref float d = ref Distance[train];
        ref int index = ref Index[train];
        Vector256<float> best = Vector256.LoadUnsafe(ref d);
        Vector256<float> closer = Vector256.LessThan(distance, best);
        if (closer.ExtractMostSignificantBits() == 0)
            return;
        Vector256.ConditionalSelect(closer, distance, best).StoreUnsafe(ref d);
        Vector256.ConditionalSelect(closer.AsInt32(), Vector256.Create(query), Vector256.LoadUnsafe(ref index)).StoreUnsafe(ref index);
    }
}
