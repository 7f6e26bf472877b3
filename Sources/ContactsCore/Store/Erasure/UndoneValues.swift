/// What records were before a merge or a change, as long as that can be undone.
///
/// It is a living person's where the record still has something of that kind of datum; where it has not, the kind has gone,
/// and an undo that would bring it back is residue.
struct UndoneValues {
  let database: any Database

  static func isSnapshot(_ table: String, _ column: String) -> Bool {
    column == "snapshot" && (table == "merges" || table == "contact_changes")
  }

  /// The snapshots as they stand in the file, without what has gone from their records.
  func living() throws(StoreError) -> [String] {
    var texts: [String] = []
    let contacts = ContactTable(database: database)
    for row in try rows(in: "merges") {
      let fields = try contacts.findClosed(row.contact).contact.fields
      var snapshot = try MergeSnapshot(row.text)
      snapshot.kept.fields = snapshot.kept.fields.only(of: fields)
      snapshot.gone.fields = snapshot.gone.fields.only(of: fields)
      snapshot.made = snapshot.made.only(of: fields)
      texts.append(try snapshot.text())
    }
    for row in try rows(in: "contact_changes") {
      let fields = try contacts.findClosed(row.contact).contact.fields
      texts.append(try MergeSnapshot.Fields(text: row.text).only(of: fields).text())
    }
    return texts
  }

  private func rows(in table: SQL) throws(StoreError) -> [(contact: UID, text: String)] {
    try database.rows(
      """
      SELECT c.uid, s.snapshot FROM \(table) s JOIN contacts c ON c.id = s.contact_id
      WHERE s.snapshot IS NOT NULL
      """
    ) { (row) throws(StoreError) in (contact: try row.uid(0), text: try row.text(1)) }
  }
}

extension MergeSnapshot.Fields {
  /// Without the kinds of datum of which `fields` has nothing any more.
  fileprivate func only(of fields: ContactFields) -> MergeSnapshot.Fields {
    var left = self
    if fields.name == nil, fields.socialName == nil { (left.name, left.socialName) = (nil, nil) }
    if fields.cpf == nil, fields.birthDate == nil { (left.cpf, left.birthDate) = (nil, nil) }
    if fields.city == nil, fields.state == nil { (left.city, left.state) = (nil, nil) }
    if fields.notes == nil { left.notes = nil }
    if fields.guardian == nil { left.guardian = nil }
    if fields.phones.isEmpty, fields.emails.isEmpty, fields.safeChannel == nil {
      (left.phones, left.emails, left.safeChannel) = ([], [], nil)
    }
    return left
  }
}
