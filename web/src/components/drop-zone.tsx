import { useId, useState } from 'preact/hooks';

interface DropZoneProps {
  label: string;
  prompt: string;
  file: File | null;
  onFile(file: File): void;
}

/** A file input that files can be dropped on. */
export function DropZone({ label, prompt, file, onFile }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first) onFile(first);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div class={over ? 'drop-zone over' : 'drop-zone'} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <label for={id}><strong>{label}</strong><span class="quiet small">{file ? file.name : prompt}</span></label>
      <input id={id} type="file" onChange={({ currentTarget: { files } }) => take(files)} />
    </div>
  );
}
