namespace Azure.Identity;

public class AuthenticationFailedException(string message) : Exception(message)
{
}
