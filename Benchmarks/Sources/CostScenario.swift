import Glibc

/// What the program weighs and how long it takes to begin, beside programs that only link what it links.
struct CostScenario {
  let binary: String
  let folder: String

  func run(into table: inout Table) async throws {
    try show("atende --version", [binary, "--version"], into: &table)
    let work = folder + "/cost"
    mkdir(work, 0o700)
    let c = try compiled("c", "int main(void) { return 0; }", ["/usr/bin/cc", "-O2"])
    try show("a C program", [c], into: &table)
    let phone = try compiled(
      "phone",
      """
      #include <phonenumbers/phonenumberutil.h>
      int main(int count, char **) {
        if (count > 1) { i18n::phonenumbers::PhoneNumberUtil::GetInstance(); }
        return 0;
      }
      """, ["/usr/bin/g++", "-O2", "-xc++"], after: ["-lphonenumber"])
    try show("a C++ program linked with libphonenumber", [phone], into: &table)
    try show("… that also loads its numbering plans", [phone, "1"], into: &table)
    let swift = ["/usr/bin/env", "swiftc", "-O", "-static-stdlib"]
    for (name, code) in [
      ("a static Swift program", "print(\"\")"),
      ("… with FoundationEssentials", "import FoundationEssentials\nprint(Date.now)"),
      ("… with Foundation", "import Foundation\nprint(Date.now.formatted())"),
    ] {
      try show(
        name, [try compiled("s\(code.utf8.count)", code, swift, ending: "swift")], into: &table)
    }
  }

  private func show(_ name: String, _ words: [String], into table: inout Table) throws {
    var runs = Runs()
    for _ in 0..<15 { runs.add(try Spawned.run(words, environment: ["HOME=\(folder)"])) }
    var status = stat()
    guard stat(words[0], &status) == 0 else { throw Failure("\(words[0]) is not there") }
    table.add(
      Row(
        scenario: "start to end: \(name)", ours: runs.measurement, memory: runs.memory,
        beside: .number(Double(status.st_size) / 1_000_000, unit: "MB of file", limit: nil)))
  }

  private func compiled(
    _ name: String, _ code: String, _ compiler: [String], ending: String = "c",
    after: [String] = []
  ) throws -> String {
    let program = "\(folder)/cost/\(name)"
    if exists(program) { return program }
    try write(code, to: "\(program).\(ending)")
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    _ = try Spawned.run(
      compiler + ["-o", program, "\(program).\(ending)"] + after,
      environment: ["PATH=\(path)", "HOME=\(folder)"])
    return program
  }
}
