import FoundationEssentials
import TestSupport
import Testing

/// Checks lines of JSON against one of the published schemas, with Python's `jsonschema`.
func expectValid(
  _ lines: [String], _ schema: String, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
  let script = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in sys.stdin:
        for error in validator.iter_errors(json.loads(line)):
            print(list(error.absolute_path), error.validator, error.message)
    """
  let run = try await ProgramRun.of(
    ["-c", script, "\(root)/data/schemas/\(schema).schema.json"], in: TestFolder(),
    input: lines.map { $0 + "\n" }.joined(), program: "/usr/bin/python3")
  #expect(!lines.isEmpty, sourceLocation: sourceLocation)
  #expect(run.exitStatus == 0, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(run.output == "", sourceLocation: sourceLocation)
}

/// Expects a failure with one error object on standard error, and gives its message.
@discardableResult
func expectFailure(
  _ run: ProgramRun, _ exitStatus: Int32, _ code: String,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
  #expect(run.exitStatus == exitStatus, "\(run.errors)", sourceLocation: sourceLocation)
  let lines = run.errors.split(separator: "\n").map(String.init)
  #expect(lines.count == 1, sourceLocation: sourceLocation)
  try await expectValid(lines, "error", sourceLocation: sourceLocation)
  let failure = try decoded(ErrorObject.self, lines.first ?? "{}")
  #expect(failure.error.code == code, sourceLocation: sourceLocation)
  return failure.error.message
}

struct ErrorObject: Decodable {
  struct Body: Decodable {
    let code: String
    let message: String
  }
  let error: Body
}

struct ReceiptObject: Decodable, Equatable {
  let uid: String
  let protocolo: String?
  let duplicados: [String]
  var versao: Int?
}

func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
  try JSONDecoder().decode(type, from: Data(text.utf8))
}

/// A home with a store in it.
func initialisedFolder(_ arguments: [String] = []) async throws -> TestFolder {
  let folder = TestFolder()
  let run = try await ProgramRun.of(
    ["init", "--organization", "Central de Teste"] + arguments, in: folder)
  #expect(run.exitStatus == 0, "\(run.errors)")
  return folder
}

/// Adds a contact and gives its receipt.
func added(_ json: String, in folder: TestFolder) async throws -> ReceiptObject {
  let run = try await ProgramRun.of(["contact", "add", "--json"], in: folder, input: json)
  #expect(run.exitStatus == 0, "\(run.errors)")
  return try decoded(ReceiptObject.self, run.output)
}

/// Writes a file into the test's folder and gives its path.
func file(_ name: String, _ bytes: some Sequence<UInt8>, in folder: TestFolder) throws -> String {
  let path = "\(folder.path)/\(name)"
  try Data(Array(bytes)).write(to: URL(filePath: path))
  return path
}
