import ContactsCore
import Glibc

@main
struct Main {
  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    #if DEBUG
      NextRelease.isPlayed.withLock { $0 = getenv("ATENDE_NEXT_RELEASE") != nil }
    #endif
    let context = Context.live()
    Hardening.apply()
    let program = Program(table: { .all }, context: context) { linear in
      try await runScreens(context, linear: linear || context.environment.isLinear)
    }
    exit(await program.run(words).rawValue)
  }
}
