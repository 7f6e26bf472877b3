@testable import ContactsCore
@testable import Extraction

private let now: LocalTime = {
  guard let date = CivilDate(year: 2026, month: 11, day: 21) else { fatalError("a day") }
  return LocalTime(date: date, hour: 10, minute: 30)
}()
private let noteContext = NoteContext(
  now: now, areaCode: "11", reasons: ReasonCatalogue.initial)

/// Any bytes as a note: the answer is the same twice, and every span lies inside.
func recognise(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let note = String(decoding: bytes, as: UTF8.self)
  let result = Recognisers.extract(note, in: noteContext)
  promise(result == Recognisers.extract(note, in: noteContext), "the same answer twice")
  let count = note.unicodeScalars.count
  let fields = result.fields
  let spans =
    fields.phones.map(\.span) + fields.emails.map(\.span)
    + [
      fields.name?.span, fields.cpf?.span, fields.reason?.span, fields.date?.span,
      fields.city?.span, fields.state?.span, fields.urgency?.span,
    ]
  for case .some(let span) in spans {
    promise(
      span.lowerBound >= 0 && span.upperBound <= count && !span.isEmpty, "a span inside the note")
  }
  return 0
}

/// Any bytes as a model's answer: the same fields however the bytes arrive.
func parseAnswer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let all = Array(bytes)
  _ = JSONValue(all)
  _ = ChatLine(all)
  var whole = PartialAnswer()
  let together = whole.append(all)
  var pieces = PartialAnswer()
  var apart: [PartialAnswer.Field] = []
  for byte in all { apart += pieces.append([byte]) }
  promise(together == apart, "the same fields in pieces")
  promise(whole.state == pieces.state, "the same state in pieces")
  return 0
}

/// Any bytes as a table: the same records however the bytes arrive, and no row that stops the program.
func importTable(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let all = Array(bytes)
  let whole = records(of: all, step: 1 << 16)
  promise(whole == records(of: all, step: 3), "the same records in pieces")
  guard let heading = whole.first, case .fields(let names) = heading.content,
    let map = try? HeadingMap(names)
  else { return 0 }
  let context = RegistrationForm.Context(
    areaCode: "11", today: now.date, reasons: ReasonCatalogue.initial)
  for record in whole.dropFirst() {
    _ = ImportRow(record, columns: map.columns, context: context)
  }
  return 0
}

private func records(of bytes: [UInt8], step: Int) -> [CSVRecord] {
  var position = 0
  var reader = CSVReader { buffer in
    let count = min(step, bytes.count - position, buffer.count)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
  var records: [CSVRecord] = []
  guard let heading = try? reader.heading() else { return [] }
  records.append(heading)
  while let record = try? reader.next() { records.append(record) }
  return records
}
