namespace Azure.Identity;

public class ManagedIdentityId
{
    private ManagedIdentityId()
    {
    }

    public static ManagedIdentityId FromUserAssignedClientId(string id) => throw null!;
}
