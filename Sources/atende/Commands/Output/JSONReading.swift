import ContactsCore
import FoundationEssentials

extension JSON {
  /// Reads one document; nil when the bytes are no JSON.
  static func read(_ bytes: [UInt8]) -> JSON? {
    // Where it is broken helps nobody who pasted it, and the decoder's words would quote it.
    try? JSONDecoder().decode(DecodedJSON.self, from: Data(bytes)).value
  }

  /// What the value is, in Portuguese, for a message that must not quote it.
  var kind: String {
    switch self {
    case .null: "nulo"
    case .bool: "verdadeiro ou falso"
    case .integer, .number: "número"
    case .string: "texto"
    case .array: "lista"
    case .object: "objeto"
    }
  }
}

/// Any JSON value, for a decoder that only knows types.
private struct DecodedJSON: Decodable {
  let value: JSON

  init(from decoder: any Decoder) throws {
    // Each try asks what kind of value this is; the decoder has no other way to say.
    if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      value = .object(
        try keyed.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
          Member(key: key.stringValue, value: try keyed.decode(DecodedJSON.self, forKey: key).value)
        })
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var values: [JSON] = []
      while !list.isAtEnd { values.append(try list.decode(DecodedJSON.self).value) }
      value = .array(values)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      value = .null
    } else if let flag = try? single.decode(Bool.self) {
      value = .bool(flag)
    } else if let integer = try? single.decode(Int64.self) {
      value = .integer(integer)
    } else if let number = try? single.decode(Double.self) {
      value = .number(number)
    } else {
      value = .string(try single.decode(String.self))
    }
  }

  private typealias Member = JSON.Member

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
