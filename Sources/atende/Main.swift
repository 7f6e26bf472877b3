import Glibc

@main
struct Main {
  static func main() async {
    let context = Context.live()
    Hardening.apply()
    let program = Program(table: .all, context: context) { try await runScreens(context) }
    exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
