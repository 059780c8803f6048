Console.WriteLine("images | host");
