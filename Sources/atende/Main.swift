import Glibc

@main
struct Main {
  static func main() async {
    // Files of the store belong to the group, and to nobody else.
    umask(0o007)
    // A reader that goes away is an error to handle, not a signal to die of.
    signal(SIGPIPE, SIG_IGN)
    let context = Context.live()
    let program = Program(table: .all, context: context) { try await runScreens(context) }
    exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
