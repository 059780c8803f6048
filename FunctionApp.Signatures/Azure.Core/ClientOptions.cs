namespace Azure.Core;

public abstract class ClientOptions
{
}
