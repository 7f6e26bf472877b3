internal import ContactsCore
public import Extraction
internal import FoundationEssentials

/// One invented note of `data/notas/`, with what a careful person reads in it.
public struct GoldNote: Decodable, Sendable {
  /// A value as it is written out, and the scalars of the note that say it.
  public struct Value: Decodable, Sendable {
    public let valor: String
    /// `[start, end)`; nil when the value is the default.
    public let trecho: [Int]?

    public var span: Range<Int>? {
      guard let trecho, trecho.count == 2, trecho[0] < trecho[1] else { return nil }
      return trecho[0]..<trecho[1]
    }
  }

  public struct Fields: Decodable, Sendable {
    public let nome: Value?
    public let telefones: [Value]
    public let emails: [Value]
    public let cpf: Value?
    public let motivo: Value?
    public let urgencia: Value?
    public let data: Value?
    public let cidade: Value?
    public let uf: Value?
  }

  public let id: String
  public let agora: String
  public let texto: String
  public let campos: Fields

  /// The notes of a file with one JSON object a line.
  public static func all(in path: String) throws -> [GoldNote] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(GoldNote.self, from: Data($0))
    }
  }

  /// What the recognisers know besides the note: its own clock, the catalogue as shipped, no DDD.
  public var context: NoteContext? {
    let time = agora.dropFirst(11).prefix(5).split(separator: ":").compactMap { Int($0) }
    guard let date = CivilDate(iso8601: String(agora.prefix(10))), time.count == 2 else {
      return nil
    }
    return NoteContext(
      now: LocalTime(date: date, hour: time[0], minute: time[1]), areaCode: nil,
      reasons: ReasonCatalogue.initial)
  }
}
