// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with: the language's stricter modes, and no warning let by.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "atende",
  products: [.executable(name: "atende", targets: ["atende"])],
  targets: [
    // One C library each: a module map, a shim header where macros or variadics need one.
    .systemLibrary(name: "CNCurses"),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CSodium"),
    .systemLibrary(name: "CUtf8proc"),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CXLSXWriter"),
    .systemLibrary(name: "CMinizip"),
    .target(
      name: "CPhoneNumber",
      linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("stdc++")]),
    .target(name: "CCurl"),
    .target(name: "CTerminal"),
    .target(name: "CHost"),
    .target(name: "CData"),

    .target(
      name: "ContactsCore",
      dependencies: [
        "CSQLite", "CSodium", "CUtf8proc", "CPhoneNumber", "CData", "CXLSXWriter", "CZstd",
        "CMinizip",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "Extraction",
      dependencies: ["ContactsCore", "CCurl"],
      swiftSettings: swiftSettings),
    .target(
      name: "TUI",
      dependencies: ["ContactsCore", "CNCurses", "CTerminal"],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "atende",
      dependencies: ["ContactsCore", "Extraction", "TUI", "CHost"],
      swiftSettings: swiftSettings),

    // What `make bench` runs; not part of the product.
    .executableTarget(
      name: "xlsx-loop", path: "Benchmarks/XLSXLoop",
      linkerSettings: [.linkedLibrary("xlsxwriter")]),
    .target(name: "CPseudoTerminal", path: "Benchmarks/CPseudoTerminal"),
    .executableTarget(
      name: "bench",
      dependencies: ["ContactsCore", "Extraction", "CPseudoTerminal", "CSQLite", "CSodium"],
      path: "Benchmarks/Sources",
      swiftSettings: swiftSettings),

    // What `make eval` runs, and the one scorer that it shares with the tests; not part of the product.
    .target(
      name: "Evaluation",
      dependencies: ["ContactsCore", "Extraction"],
      path: "Evaluation/Scoring",
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "eval",
      dependencies: ["ContactsCore", "Extraction", "Evaluation"],
      path: "Evaluation/Tool",
      swiftSettings: swiftSettings),

    .target(
      name: "TestSupport",
      dependencies: ["ContactsCore", "TUI"],
      path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    // Shows what the terminal tells it, for the acceptance tests of the terminal.
    .executableTarget(
      name: "terminal-probe",
      dependencies: ["ContactsCore", "TUI"],
      path: "Tests/TerminalProbe",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ContactsCoreTests",
      dependencies: ["ContactsCore", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ExtractionTests",
      dependencies: ["Extraction", "ContactsCore", "Evaluation", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TUITests",
      dependencies: ["TUI", "ContactsCore", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: ["ContactsCore", "TestSupport"],
      swiftSettings: swiftSettings),
  ],
  cxxLanguageStandard: .cxx17
)

// For the thread sanitizer and the mutations: what runs in the tests' own process, and no more.
if Context.environment["ATENDE_REDUCED_TESTS"] != nil {
  let others = ["atende", "bench", "xlsx-loop", "eval", "terminal-probe", "AcceptanceTests"]
  package.products = []
  package.targets.removeAll { others.contains($0.name) }
}

// For quick rounds at some modules: `ATENDE_TESTS_OF=ContactsCore,TUI swift test` builds them and their tests alone.
if let modules = Context.environment["ATENDE_TESTS_OF"] {
  var needed = Set(modules.split(separator: ",").map { "\($0)Tests" })
  for target in package.targets.reversed() where needed.contains(target.name) {
    for case .byNameItem(let name, _) in target.dependencies { needed.insert(name) }
  }
  package.products = []
  package.targets.removeAll { !needed.contains($0.name) }
}

// What `make fuzz` runs. Only there, because it needs the sanitizer's own loop to link against.
if Context.environment["FUZZING"] != nil {
  package.targets += [
    .target(name: "CFuzzer", path: "Fuzzing/CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: ["ContactsCore", "Extraction", "TUI", "CFuzzer"],
      path: "Fuzzing/Sources",
      swiftSettings: swiftSettings),
  ]
}
