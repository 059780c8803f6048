namespace Azure;

public abstract class Response<T> : NullableResponse<T>
{
    public override bool HasValue => throw null!;
    public override T Value => throw null!;
}
